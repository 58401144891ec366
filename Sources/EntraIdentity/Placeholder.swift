enum EntraIdentityPlaceholder {}
