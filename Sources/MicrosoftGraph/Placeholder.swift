enum MicrosoftGraphPlaceholder {}
