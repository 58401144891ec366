enum HuntingStorePlaceholder {}
