/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_STORE_SEAL_H
#define VIGIL_STORE_SEAL_H

/*
 * Ed25519 signatures over a checkpoint's text, in the forms that openssl
 * (raw signature, PEM keys), minisign and signify each verify, from one key.
 */

#include <stddef.h>

#include "base/core/buf.h"
#include "base/core/err.h"

struct seal_key {
	unsigned char seed[32];
	unsigned char pub[32];
};

/* A PKCS#8 PEM file as "openssl genpkey -algorithm ed25519" writes. */
int seal_key_load(struct seal_key *, const char *path, struct err *);
void seal_key_wipe(struct seal_key *);
void seal_key_make(struct seal_key *);

/* Texts: private PEM, public PEM, minisign's and signify's public keys. */
void seal_private_pem(struct buf *, const struct seal_key *);
void seal_public_pem(struct buf *, const struct seal_key *);
void seal_public_minisign(struct buf *, const struct seal_key *);
void seal_public_signify(struct buf *, const struct seal_key *);

void seal_sign_raw(struct buf *, const struct seal_key *, const char *,
    size_t);
void seal_sign_minisign(struct buf *, const struct seal_key *, const char *,
    size_t, const char *trusted_comment);
void seal_sign_signify(struct buf *, const struct seal_key *, const char *,
    size_t);

/*
 * Whether sig (any of the three forms) is pub's (PEM, minisign or signify
 * text) over the bytes: 1, 0; -1 when key or signature cannot be read.
 */
int seal_verify(const char *pub, size_t npub, const char *sig, size_t nsig,
    const char *text, size_t n, struct err *);

#endif
