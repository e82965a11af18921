// What lab/grafana-schema makes a JSON Schema each of: the parts of a dashboard, as Grafana's own types
// have them. Another type of panel needs its options and its fields here.
import type * as grafana from '@grafana/schema';
import type * as stat from '@grafana/schema/dist/esm/raw/composable/stat/panelcfg/x/StatPanelCfg_types.gen';
import type * as stateTimeline from '@grafana/schema/dist/esm/raw/composable/statetimeline/panelcfg/x/StateTimelinePanelCfg_types.gen';
import type * as table from '@grafana/schema/dist/esm/raw/composable/table/panelcfg/x/TablePanelCfg_types.gen';
import type * as timeseries from '@grafana/schema/dist/esm/raw/composable/timeseries/panelcfg/x/TimeSeriesPanelCfg_types.gen';
import type { PrometheusDataQuery } from '@grafana/schema-of-prometheus/dist/esm/raw/composable/prometheus/dataquery/x/PrometheusDataQuery_types.gen';

export interface Target extends Omit<PrometheusDataQuery, 'datasource'> {
  datasource: grafana.DataSourceRef;
}

// Grafana keeps what a data source puts beside its query as well, of which its types say nothing:
// Prometheus puts the title there.
interface Annotation extends Omit<grafana.AnnotationQuery, 'target'> {
  target: Target;
  titleFormat?: string;
}

// Panels have schemas of their own: a wrong one is told apart from its neighbours then.
export interface Dashboard extends Omit<grafana.Dashboard, 'panels' | 'annotations'> {
  panels: unknown[];
  annotations: { list: Annotation[] };
}

export interface Row extends Omit<grafana.RowPanel, 'panels'> {
  panels: [];
}

// An override is the name of a property of a field, and a value of that property's type.
type Override = { [K in keyof Fields]-?: { id: K; value: Fields[K] } }[keyof Fields];
type Fields = Required<Omit<grafana.FieldConfig, 'custom'>>;

export interface Panel extends Omit<grafana.Panel, 'targets' | 'fieldConfig'> {
  targets: Target[];
  fieldConfig: {
    defaults: grafana.FieldConfig;
    overrides: Array<{ matcher: grafana.MatcherConfig; properties: Override[] }>;
  };
}

export type StatOptions = stat.Options;
export type StateTimelineOptions = stateTimeline.Options;
export type StateTimelineFields = stateTimeline.FieldConfig;
export type TableOptions = table.Options;
export type TableFields = table.FieldConfig;
export type TimeseriesOptions = timeseries.Options;
export type TimeseriesFields = timeseries.FieldConfig;
