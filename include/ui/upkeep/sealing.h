/* SPDX-License-Identifier: ISC */
#ifndef VIGIL_CLI_SEALING_H
#define VIGIL_CLI_SEALING_H

/*
 * Checkpoints and their signatures as files.
 */

#include "cli/frame/cmd.h"
#include "store/ledger/ledger.h"

/*
 * Reads a checkpoint, held to the signature beside it (FILE.sig, else
 * FILE.minisig, else FILE.signify) with a public key.  ST_NO when the
 * signature is another's or of another text.
 */
int sealing_read(struct checkpoint *, const char *path, const char *pubkey,
    struct err *);

/*
 * Seals the open store's ledger as PREFIX, PREFIX.sig, PREFIX.minisig and
 * PREFIX.signify: all four, or none.
 */
int sealing_write(struct cmd *, const char *key, const char *prefix,
    struct ledger_report *, struct err *);

/* PREFIX.pem, PREFIX.pub.pem, PREFIX.minisign.pub, PREFIX.signify.pub. */
int sealing_new_key(const char *prefix, struct err *);

#endif
