enum SallyportServerPlaceholder {}
