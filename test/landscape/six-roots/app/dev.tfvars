sku = "B1"
