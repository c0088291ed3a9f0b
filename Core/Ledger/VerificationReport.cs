using System.Globalization;

namespace Daogou.Core.Ledger;

/// <summary>What a check of the whole journal found. Nothing is ever repaired by it.</summary>
/// <param name="Sound">No finding at all.</param>
/// <param name="Entries">How many entries were read.</param>
/// <param name="HeadHash">The last entry's hash: whoever keeps it elsewhere can tell later that the book was rewritten.</param>
/// <param name="Findings">The first findings in the order of the journal, at most <see cref="VerificationRun.MostFindings"/>.</param>
public sealed record VerificationReport(DateTimeOffset At, bool Sound, long Entries, string HeadHash, IReadOnlyList<Finding> Findings)
{
    /// <summary>The first entry that is not as it was posted.</summary>
    public long? FirstBadSeq => Findings.Min(finding => finding.Seq);
}

/// <param name="Kind">What is wrong.</param>
/// <param name="Seq">The entry, where one can be named.</param>
/// <param name="Detail">Numbers and names, the same in every language.</param>
public sealed record Finding(FindingKind Kind, long? Seq, string Detail)
{
    public string ToText(string language) =>
        (Seq is { } seq
            ? string.Create(CultureInfo.InvariantCulture, $"{(language == "zh" ? "分录" : "entry")} {seq}: ")
            : "") + Words(language == "zh") + (Detail.Length > 0 ? $" ({Detail})" : "");

    private string Words(bool chinese) => Kind switch
    {
        FindingKind.Gap => chinese ? "编号不连续" : "the numbers have a gap",
        FindingKind.BrokenChain => chinese ? "与前一条分录的哈希不相接" : "does not follow the hash of the entry before it",
        FindingKind.ChangedEntry => chinese ? "内容与其哈希不符" : "does not match its own hash",
        FindingKind.OutOfBalance => chinese ? "借贷不平" : "is out of balance",
        FindingKind.MissingLines => chinese ? "明细行缺失或行号有误" : "lines are missing or misnumbered",
        FindingKind.StrayLine => chinese ? "明细行不属于任何分录" : "lines belong to no entry",
        FindingKind.BookOutOfBalance => chinese ? "全账不平" : "the whole book is out of balance",
        FindingKind.Projection => chinese ? "余额与分录合计不符" : "a kept balance differs from the sum of its lines",
        FindingKind.HeadMoved => chinese ? "上次核对过的分录已被改写" : "was rewritten since it was last verified",
        FindingKind.Shortened => chinese ? "上次核对过的分录已消失" : "entries that were verified before are gone",
    };
}

public enum FindingKind
{
    Gap = 1,
    BrokenChain = 2,
    ChangedEntry = 3,
    OutOfBalance = 4,
    MissingLines = 5,
    StrayLine = 6,
    BookOutOfBalance = 7,
    Projection = 8,

    /// <summary>A chain that is whole in itself but is not the one whose head was kept.</summary>
    HeadMoved = 9,
    Shortened = 10,
}
