sku = "P1v3"
