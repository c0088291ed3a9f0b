using System.Text.Json;

namespace Daogou.Core.Ranking.Evaluation;

/// <summary>
/// Probabilities worked out elsewhere, JSON Lines <c>{slate, id, p, slot?}</c>. Without a slot a line holds for any slot of the slate. Where the lines of a slot cover all
/// that was left and come to 1, the doubly robust estimate is possible too.
/// </summary>
public sealed class FilePolicy : ICandidatePolicy
{
    private const int MostLines = 4_000_000;
    private const int LongestLine = 16 << 10;
    private readonly Dictionary<(string Slate, string Id, int Slot), double> _odds = [];

    private FilePolicy(string name) => Name = name;

    public string Name { get; }

    /// <summary>Lines that were not understood.</summary>
    public int Refused { get; private set; }

    /// <exception cref="InvalidDataException">There are too many lines.</exception>
    public static async Task<FilePolicy> ReadAsync(string name, Stream stream, CancellationToken cancellationToken)
    {
        var policy = new FilePolicy(name);
        await foreach (var (number, line) in BoundedLines.ReadAsync(stream, LongestLine, cancellationToken))
        {
            if (number > MostLines)
            {
                throw new InvalidDataException($"{name} has more than {MostLines:N0} lines.");
            }
            if (line is null || !policy.Take(line.Value))
            {
                policy.Refused++;
            }
        }
        return policy;
    }

    public SlotOdds At(LoggedSlate slate, LoggedPick pick, IReadOnlyList<int> left)
    {
        var ofPick = Find(slate, pick.Slot, pick.Place)
            ?? throw new PolicyGapException(Unsaid.Of(
                $"the file gives no probability for {slate.Candidates[pick.Place].Id} in slot {pick.Slot} of slate {slate.Id}",
                $"文件没有给出 {slate.Id} 第 {pick.Slot} 位 {slate.Candidates[pick.Place].Id} 的概率"));
        var each = new double[left.Count];
        for (var at = 0; at < each.Length; at++)
        {
            if (Find(slate, pick.Slot, left[at]) is not { } odds)
            {
                return new SlotOdds(ofPick, null);
            }
            each[at] = odds;
        }
        return new SlotOdds(ofPick, Math.Abs(each.Sum() - 1) < 0.001 ? each : null);
    }

    private double? Find(LoggedSlate slate, int slot, int place) =>
        _odds.TryGetValue((slate.Id, slate.Candidates[place].Id, slot), out var exact) ? exact
        : _odds.TryGetValue((slate.Id, slate.Candidates[place].Id, -1), out var any) ? any
        : null;

    private bool Take(ReadOnlyMemory<byte> line)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 4 });
            var root = document.RootElement;
            var slot = -1;
            if (root.ValueKind != JsonValueKind.Object || Id(root, "slate") is not { } slate || Id(root, "id") is not { } id
                || !root.TryGetProperty("p", out var p) || p.ValueKind != JsonValueKind.Number || !p.TryGetDouble(out var odds) || odds is not (>= 0 and <= 1)
                || (root.TryGetProperty("slot", out var given) && (given.ValueKind != JsonValueKind.Number || !given.TryGetInt32(out slot) || slot < 0)))
            {
                return false;
            }
            return _odds.TryAdd((slate, id, slot), odds);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? Id(JsonElement root, string name) =>
        !root.TryGetProperty(name, out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : null;
}
