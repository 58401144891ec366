enum E2EPlaceholder {}
