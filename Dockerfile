# Builds and runs on one libc: go-sqlite3 needs cgo.
FROM golang:1.26-bookworm AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN make build

FROM debian:bookworm-slim
RUN apt-get update && apt-get install -y --no-install-recommends tesseract-ocr tesseract-ocr-eng tesseract-ocr-fra tesseract-ocr-spa \
      tesseract-ocr-rus tesseract-ocr-ara tesseract-ocr-chi-sim tesseract-ocr-deu tesseract-ocr-por tesseract-ocr-osd \
    && rm -rf /var/lib/apt/lists/* && useradd --system --uid 10001 --create-home pandect && mkdir /library && chown pandect /library
COPY --from=build /src/bin/pandect /usr/local/bin/pandect
USER pandect
VOLUME /library
ENV PANDECT_LIBRARY=/library PANDECT_ADDR=0.0.0.0:8080
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s CMD ["pandect", "doctor", "--url", "http://127.0.0.1:8080/healthz"]
CMD ["pandect", "serve"]
