enum KQLPlaceholder {}
