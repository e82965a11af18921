/**
 * The IPFS Pinning Service API, version 1.0: people, programs and kubo itself say what must be kept
 * and are told how far it has come.
 *
 * <p>It writes down what is wanted, and makes nothing happen: whoever leads reads it.
 */
@NullMarked
package org.kubosteward.pinning;

import org.jspecify.annotations.NullMarked;
