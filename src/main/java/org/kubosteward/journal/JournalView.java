package org.kubosteward.journal;

/** All of the record that a surface may read, and nothing that it could change. */
public interface JournalView extends LatestRound, RosterRows, Archive, IntentList, JournalState {}
