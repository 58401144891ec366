enum DefenderAPIPlaceholder {}
