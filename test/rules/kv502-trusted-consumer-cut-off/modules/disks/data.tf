variable "vault_uri" {
  type = string
}
