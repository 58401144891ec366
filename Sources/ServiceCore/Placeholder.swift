enum ServiceCorePlaceholder {}
