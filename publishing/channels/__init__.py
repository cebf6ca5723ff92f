"""One folder a platform; a channel knows neither the database nor any other channel."""
