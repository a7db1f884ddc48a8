/* SPDX-License-Identifier: ISC */
#include "ui/upkeep/upkeep.h"

const struct command command_store_rebuild = {
	.name = "store-rebuild",
	.summary = "make a store's tables again from its ledger",
	.operands = "",
	.groups = OPTS_STORE | OPTS_OUTPUT,
	.prints = &kind_ledger,
	.store = STORE_NONE, /* it must open one of an earlier version */
	.run = upkeep_rebuild,
};
