"""Maps drawn from Natural Earth: a locator of one country and the globe beside its facts."""
