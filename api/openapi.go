package api

import (
	_ "embed"
	"net/http"

	"github.com/labstack/echo/v4"
)

// Description of the API, OpenAPI 3.1; openapi_test.go checks the handlers against it.
//
//go:embed openapi.yaml
var description []byte

func (s *server) openapi(c echo.Context) error {
	return c.Blob(http.StatusOK, "application/yaml", description)
}
