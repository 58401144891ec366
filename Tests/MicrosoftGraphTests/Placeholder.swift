enum MicrosoftGraphTestsPlaceholder {}
