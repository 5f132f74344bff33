group "default" {
  targets = ["app", "edge"]
}

target "runtime" {
  context = "deployment/images/runtime"
}

target "app" {
  context = "deployment/images/app"
  contexts = {
    runtime = "target:runtime"
  }
}

target "edge" {
  context    = "deployment/images/edge"
  dockerfile = "Containerfile"
}
