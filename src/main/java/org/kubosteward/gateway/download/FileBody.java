package org.kubosteward.gateway.download;

import io.vertx.core.Context;
import org.kubosteward.ipld.FileWalk;

/**
 * The body of an answer that is a file, or a part of one.
 *
 * @param length bytes of that part
 * @param walk through it
 * @param context of the request
 */
record FileBody(long length, FileWalk walk, BlockReader blocks, Context context, Place place) {}
