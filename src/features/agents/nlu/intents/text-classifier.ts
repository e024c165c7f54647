import type { FeatureOptions, Features } from './features.js';
import { featuresOf } from './features.js';

export interface LabelledText {
  text: string;
  label: string;
}

export interface ClassifierOptions extends FeatureOptions {
  epochs: number;
  learningRate: number;
  /** L2 pull per step, relative to the learning rate. */
  decay: number;
}

/** `probability` is calibrated: of answers given 0.8, about eight in ten are right. */
export interface Prediction {
  label: string;
  probability: number;
}

const DEFAULTS: ClassifierOptions = { tradeWords: true, epochs: 4, learningRate: 0.4, decay: 1e-6 };

/** Found once: where a global is slow to look up, it costs more than the sum it stands in. */
const { exp, max, sqrt } = Math;

interface SparseRow {
  columns: Int32Array;
  values: Float32Array;
}

/** A fixed shuffle, so that training gives the same model on every machine. */
function shuffled(length: number, round: number): Int32Array {
  const order = Int32Array.from({ length }, (_, index) => index);
  let state = (round + 1) * 2654435761;
  for (let i = length - 1; i > 0; i -= 1) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    const kept = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = kept;
  }
  return order;
}

/**
 * Multinomial logistic regression over TF-IDF features of words, word pairs and characters, trained by AdaGrad in a
 * fixed order. Rows are scaled to length one. A text sharing no feature with the training set gets the class priors.
 */
export class TextClassifier {
  private readonly columns = new Map<string, number>();
  private readonly idf: number[] = [];
  private readonly weights: Float32Array;
  private temperature = 1;

  private constructor(
    readonly labels: readonly string[],
    private readonly options: ClassifierOptions,
    documents: readonly Features[],
  ) {
    const counts = new Map<string, number>();
    for (const features of documents) {
      for (const name of features.keys()) counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    for (const [name, count] of counts) {
      if (count < 2 && name.startsWith('c:')) continue;
      this.columns.set(name, this.idf.length);
      this.idf.push(Math.log((1 + documents.length) / (1 + count)) + 1);
    }
    this.weights = new Float32Array((this.idf.length + 1) * labels.length);
  }

  static train(samples: readonly LabelledText[], options: Partial<ClassifierOptions> = {}): TextClassifier {
    const settings = { ...DEFAULTS, ...options };
    const labels = [...new Set(samples.map((sample) => sample.label))].sort();
    const documents = samples.map((sample) => featuresOf(sample.text, settings));
    const classifier = new TextClassifier(labels, settings, documents);
    const index = new Map(labels.map((label, position) => [label, position]));
    const targets = samples.map((sample) => index.get(sample.label) ?? 0);
    classifier.fit(
      documents.map((features) => classifier.row(features)),
      targets,
    );
    return classifier;
  }

  private row(features: Features): SparseRow {
    const columns: number[] = [];
    const values: number[] = [];
    let squares = 0;
    for (const [name, weight] of features) {
      const column = this.columns.get(name);
      if (column === undefined) continue;
      const value = weight * (this.idf[column] ?? 0);
      columns.push(column);
      values.push(value);
      squares += value * value;
    }
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    columns.push(this.idf.length);
    return {
      columns: Int32Array.from(columns),
      values: Float32Array.from([...values.map((v) => v * scale), 0.3]),
    };
  }

  private fit(rows: readonly SparseRow[], targets: readonly number[]): void {
    const size = this.labels.length;
    const history = new Float32Array(this.weights.length).fill(1e-3);
    const gradients = new Float32Array(size);
    const { epochs, learningRate, decay } = this.options;
    for (let epoch = 0; epoch < epochs; epoch += 1) {
      for (const position of shuffled(rows.length, epoch)) {
        const row = rows[position];
        if (!row) continue;
        gradients.set(this.softmax(row, 1));
        const target = targets[position] ?? 0;
        gradients[target] = (gradients[target] ?? 0) - 1;
        for (let k = 0; k < row.columns.length; k += 1) {
          const base = (row.columns[k] ?? 0) * size;
          const value = row.values[k] ?? 0;
          for (let label = 0; label < size; label += 1) {
            const error = gradients[label] ?? 0;
            if (error < 1e-4 && error > -1e-4) continue;
            const at = base + label;
            const slope = error * value + decay * (this.weights[at] ?? 0);
            const seen = (history[at] ?? 0) + slope * slope;
            history[at] = seen;
            this.weights[at] = (this.weights[at] ?? 0) - (learningRate * slope) / sqrt(seen);
          }
        }
      }
    }
  }

  private softmax(row: SparseRow, temperature: number): Float64Array {
    const size = this.labels.length;
    const scores = new Float64Array(size);
    for (let k = 0; k < row.columns.length; k += 1) {
      const base = (row.columns[k] ?? 0) * size;
      const value = row.values[k] ?? 0;
      for (let label = 0; label < size; label += 1) {
        scores[label] = (scores[label] ?? 0) + value * (this.weights[base + label] ?? 0);
      }
    }
    let top = -Infinity;
    for (const score of scores) top = max(top, score);
    let sum = 0;
    for (let label = 0; label < size; label += 1) {
      const raised = exp(((scores[label] ?? 0) - top) / temperature);
      scores[label] = raised;
      sum += raised;
    }
    for (let label = 0; label < size; label += 1) scores[label] = (scores[label] ?? 0) / sum;
    return scores;
  }

  /** Sets the temperature that makes the probabilities honest on texts held out of training. */
  calibrate(heldOut: readonly LabelledText[]): void {
    const rows = heldOut.map((sample) => this.row(featuresOf(sample.text, this.options)));
    const targets = heldOut.map((sample) => this.labels.indexOf(sample.label));
    let least = Infinity;
    for (let candidate = 0.4; candidate <= 3; candidate += 0.1) {
      let loss = 0;
      rows.forEach((row, position) => {
        const target = targets[position] ?? -1;
        if (target >= 0) loss -= Math.log(Math.max(1e-9, this.softmax(row, candidate)[target] ?? 0));
      });
      if (loss < least) {
        least = loss;
        this.temperature = candidate;
      }
    }
  }

  /** Takes over a temperature measured elsewhere (by cross-validation, say). */
  withTemperature(temperature: number): this {
    this.temperature = temperature;
    return this;
  }

  get fittedTemperature(): number {
    return this.temperature;
  }

  /** Share of the text's features (by weight) that training has seen, 0..1. */
  familiarity(text: string): number {
    let seen = 0;
    let all = 0;
    for (const [name, weight] of featuresOf(text, this.options)) {
      if (!name.startsWith('k:')) continue;
      all += weight;
      if (this.columns.has(name)) seen += weight;
    }
    return all === 0 ? 0 : seen / all;
  }

  /** All labels, most probable first; the probabilities sum to one. */
  predict(text: string): Prediction[] {
    const probabilities = this.softmax(this.row(featuresOf(text, this.options)), this.temperature);
    return this.labels
      .map((label, position) => ({ label, probability: probabilities[position] ?? 0 }))
      .sort((a, b) => b.probability - a.probability || (a.label < b.label ? -1 : 1));
  }
}
