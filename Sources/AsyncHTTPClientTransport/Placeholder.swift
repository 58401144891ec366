enum AsyncHTTPClientTransportPlaceholder {}
