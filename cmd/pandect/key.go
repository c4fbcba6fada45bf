package main

import (
	"crypto/ed25519"
	"crypto/rand"
	"crypto/x509"
	"encoding/base64"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"
)

func keyCommand(cfg *config) *cobra.Command {
	var trust, name string
	cmd := &cobra.Command{
		Use:   "key",
		Short: "The key that signs this library's packs, and the keys it trusts",
		Long: `Print the public key of the library, which signs its packs; the first time, make the pair. Give the public key to those who are to merge
your packs, by a way on which nobody changes it; they say pandect key --trust KEY --name WHOSE. The private half stays in the library's folder, in signing.key.`,
		Example: "  pandect key\n  pandect key --trust 8fJ…= --name 'National Library of XA'",
		Args:    arguments(cobra.NoArgs),
		RunE: func(cmd *cobra.Command, _ []string) error {
			lib, err := openCatalog(cfg, true)
			if err != nil {
				return err
			}
			defer lib.Close()
			if trust != "" {
				return trustKey(lib, trust, name)
			}
			key, err := signingKey(lib)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), publicKey(key))
			return err
		},
	}
	cmd.Flags().StringVar(&trust, "trust", "", "merge packs that this public `KEY` signed")
	cmd.Flags().StringVar(&name, "name", "", "whose key it is, for the list in trusted.keys")
	return cmd
}

func publicKey(key ed25519.PrivateKey) string {
	return base64.StdEncoding.EncodeToString(key.Public().(ed25519.PublicKey))
}

// signingKey reads the library's key, PKCS #8 in PEM, and makes one where there is none.
func signingKey(lib *library) (ed25519.PrivateKey, error) {
	name := filepath.Join(lib.dir, "signing.key")
	b, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return newKey(name)
	}
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, fmt.Errorf("%s holds no key; bring it back from a backup", name)
	}
	parsed, err := x509.ParsePKCS8PrivateKey(block.Bytes)
	key, ok := parsed.(ed25519.PrivateKey)
	if err != nil || !ok {
		return nil, fmt.Errorf("%s holds no Ed25519 key: %w", name, err)
	}
	return key, nil
}

func newKey(name string) (ed25519.PrivateKey, error) {
	_, key, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return nil, err
	}
	der, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	return key, errors.Join(pem.Encode(f, &pem.Block{Type: "PRIVATE KEY", Bytes: der}), f.Sync(), f.Close())
}

func trustKey(lib *library, key, name string) error {
	if b, err := base64.StdEncoding.DecodeString(key); err != nil || len(b) != ed25519.PublicKeySize {
		return usageError{fmt.Errorf("%q is no public key; it is what pandect key prints", key)}
	}
	f, err := os.OpenFile(trustedFile(lib), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(f, "%s %s\n", key, strings.Join(strings.Fields(name), " "))
	return errors.Join(err, f.Sync(), f.Close())
}

func trustedFile(lib *library) string { return filepath.Join(lib.dir, "trusted.keys") }

// whose is the name of a trusted key, a line each in trusted.keys. False: it is not trusted.
func whose(lib *library, key string) (string, bool, error) {
	b, err := os.ReadFile(trustedFile(lib))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return "", false, err
	}
	for line := range strings.Lines(string(b)) {
		if k, name, _ := strings.Cut(strings.TrimSpace(line), " "); k == key {
			return name, true, nil
		}
	}
	return "", false, nil
}
