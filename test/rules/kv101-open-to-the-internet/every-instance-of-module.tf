module "first" {
  source = "./modules/every-instance"
  public = true
}

module "second" {
  source = "./modules/every-instance"
}
