using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Daogou.Core.Catalog;

namespace Daogou.Benchmarks.Matching;

/// <summary>Learns the pair model from the labelled pairs' training parts, sets its thresholds on their validation parts, and says how well it does there.</summary>
internal static class MatchTraining
{
    private static readonly BoostingPlan Plan = new(Trees: 300, Leaves: 20, FeatureShare: 0.3);
    private const int Seeds = 2;

    /// <summary>The share of same pairs that a person should at least be asked about.</summary>
    private const double Asked = 0.97;

    private sealed record Rows(List<float[]> Features, List<bool> Labels, List<int> Sets);

    /// <param name="args"><c>--write folder</c>: where the two shipped files go.</param>
    public static int Run(string[] args)
    {
        if (LabelledPairs.Folder() is not { } data)
        {
            Console.WriteLine("No labelled pairs lie beside this checkout (../shared/data/matching): nothing is learnt.");
            return 0;
        }
        var table = WordRarity.Table(Counts(data));
        var rarity = new WordRarity(table);
        var (train, valid) = (Load(data, "train", rarity), Load(data, "valid", rarity));
        var (trees, start) = Grow(train);
        var raw = new PairModel(PairModel.Write(trees, start, 1, 0, 0, 0));
        var sums = valid.Features.Select(row => raw.Raw(row)).ToArray();
        var (slope, offset) = Calibrate(sums, valid.Labels);
        var scores = sums.Select(sum => 1 / (1 + Math.Exp(-((slope * sum) + offset)))).ToArray();
        var same = Enumerable.Range(5, 90).Select(step => step / 100d).MaxBy(threshold => MeanF1(scores, valid, threshold));
        var maybe = Math.Min(same, scores.Where((_, row) => valid.Labels[row]).Order().ElementAt((int)((1 - Asked) * valid.Labels.Count(label => label))));
        var model = PairModel.Write(trees, start, (float)slope, (float)offset, (float)same, (float)maybe);
        Report(scores, valid, same, maybe, model.Length);
        if (args is ["--write", var folder])
        {
            File.WriteAllBytes(Path.Combine(folder, "word-rarity.bin"), table);
            File.WriteAllBytes(Path.Combine(folder, "pair-model.bin"), model);
            Console.WriteLine($"Written to {folder}.");
        }
        return 0;
    }

    /// <summary>How many records hold a word: of the training pairs' sides and of the catalogue.</summary>
    private static Dictionary<string, int> Counts(string data)
    {
        var none = new WordRarity(new byte[WordRarity.Slots]);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var seen = new HashSet<CatalogOffer>();
        foreach (var offer in LabelledPairs.Sets.SelectMany(set => LabelledPairs.Read(Path.Combine(data, "matching", set, "train.txt"))).SelectMany(pair => new[] { pair.A, pair.B }).Concat(Catalogue(data)))
        {
            if (seen.Add(offer))
            {
                foreach (var word in new OfferSketch(offer, none).AllWeights.Keys)
                {
                    counts[word] = counts.GetValueOrDefault(word) + 1;
                }
            }
        }
        return counts;
    }

    public static IEnumerable<CatalogOffer> Catalogue(string data)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(Path.Combine(data, "catalogue", "icecat-19406.jsonl.gz")), CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
        {
            using var row = JsonDocument.Parse(line);
            yield return new CatalogOffer
            {
                Title = row.RootElement.GetProperty("title").GetString() ?? "",
                Brand = row.RootElement.GetProperty("brand").GetString(),
                Gtin = row.RootElement.GetProperty("gtins").EnumerateArray().Select(gtin => gtin.GetString()).FirstOrDefault(),
                Price = row.RootElement.GetProperty("price_minor").ValueKind == JsonValueKind.Number ? row.RootElement.GetProperty("price_minor").GetInt64() / 100d : null,
            };
        }
    }

    private static Rows Load(string data, string part, WordRarity rarity)
    {
        var rows = new Rows([], [], []);
        for (var set = 0; set < LabelledPairs.Sets.Length; set++)
        {
            foreach (var (a, b, same) in LabelledPairs.Read(Path.Combine(data, "matching", LabelledPairs.Sets[set], part + ".txt")))
            {
                rows.Features.Add(PairFeatures.Of(new OfferSketch(a, rarity), new OfferSketch(b, rarity), rarity));
                rows.Labels.Add(same);
                rows.Sets.Add(set);
            }
        }
        return rows;
    }

    /// <summary>The mean of two forests, as one forest of half steps.</summary>
    private static (List<IReadOnlyList<(ushort, float, int)>> Trees, float Start) Grow(Rows train)
    {
        var boosting = new TreeBoosting(train.Features, train.Labels, [.. Enumerable.Repeat(1f, train.Labels.Count)]);
        var trees = new List<IReadOnlyList<(ushort, float, int)>>();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var tree in boosting.Grow(Plan with { Seed = seed }))
            {
                trees.Add([.. tree.Select(node => node.Feature == ushort.MaxValue ? (node.Feature, node.Value / Seeds, node.Right) : node)]);
            }
        }
        return (trees, boosting.Start);
    }

    /// <summary>Platt's line from sums to likelihoods, by Newton's steps.</summary>
    private static (double Slope, double Offset) Calibrate(double[] sums, List<bool> labels)
    {
        var (slope, offset) = (1d, 0d);
        for (var round = 0; round < 30; round++)
        {
            double g0 = 0, g1 = 0, h00 = 1e-6, h01 = 0, h11 = 1e-6;
            for (var row = 0; row < sums.Length; row++)
            {
                var likely = 1 / (1 + Math.Exp(-((slope * sums[row]) + offset)));
                var (wrong, bend) = ((labels[row] ? 1 : 0) - likely, likely * (1 - likely));
                (g0, g1) = (g0 + (wrong * sums[row]), g1 + wrong);
                (h00, h01, h11) = (h00 + (bend * sums[row] * sums[row]), h01 + (bend * sums[row]), h11 + bend);
            }
            var det = (h00 * h11) - (h01 * h01);
            (slope, offset) = (slope + (((h11 * g0) - (h01 * g1)) / det), offset + (((h00 * g1) - (h01 * g0)) / det));
        }
        return (slope, offset);
    }

    private static double MeanF1(double[] scores, Rows rows, double threshold) => Enumerable.Range(0, LabelledPairs.Sets.Length).Average(set => Measure(scores, rows, threshold, set).F1);

    private static (double F1, double Precision, double Recall) Measure(double[] scores, Rows rows, double threshold, int set)
    {
        var (hit, wrong, missed) = (0, 0, 0);
        for (var row = 0; row < scores.Length; row++)
        {
            if (rows.Sets[row] == set)
            {
                var said = scores[row] >= threshold;
                hit += said && rows.Labels[row] ? 1 : 0;
                wrong += said && !rows.Labels[row] ? 1 : 0;
                missed += !said && rows.Labels[row] ? 1 : 0;
            }
        }
        return (2d * hit / Math.Max(1, (2 * hit) + wrong + missed), (double)hit / Math.Max(1, hit + wrong), (double)hit / Math.Max(1, hit + missed));
    }

    private static void Report(double[] scores, Rows valid, double same, double maybe, int bytes)
    {
        Console.WriteLine($"{PairFeatures.Names.Count} features, {bytes:N0} bytes of trees; same from {same:0.00}, maybe from {maybe:0.000}");
        Console.WriteLine("| validation set | pairs | F1 | precision | recall |\n|---|---|---|---|---|");
        for (var set = 0; set < LabelledPairs.Sets.Length; set++)
        {
            var (f1, precision, recall) = Measure(scores, valid, same, set);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {LabelledPairs.Sets[set]} | {valid.Sets.Count(one => one == set):N0} | {100 * f1:0.0} | {100 * precision:0.0} | {100 * recall:0.0} |"));
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| mean | | {100 * MeanF1(scores, valid, same):0.0} | | |"));
        Console.WriteLine("\n| scores | pairs | mean score | same |\n|---|---|---|---|");
        foreach (var band in scores.Select((score, row) => (score, same: valid.Labels[row])).GroupBy(pair => (int)Math.Min(9, pair.score * 10)).OrderBy(band => band.Key))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| 0.{band.Key}– | {band.Count():N0} | {band.Average(pair => pair.score):0.00} | {band.Average(pair => pair.same ? 1 : 0):0.00} |"));
        }
    }
}
