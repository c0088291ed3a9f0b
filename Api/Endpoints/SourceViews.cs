using Daogou.Crawler.Sources;

namespace Daogou.Api.Endpoints;

/// <summary>One poll of a source on the wire.</summary>
/// <param name="Rows">Rows believed of the document that came, or of the last one where it had not changed; null when none came.</param>
/// <param name="RefusedBy">Refused rows by reason.</param>
/// <param name="CharsetBy">What spoke for the character set: <c>mark</c>, <c>setting</c>, <c>validUtf8</c>, <c>served</c>, <c>declared</c>, <c>guessed</c>, <c>usual</c>, <c>damagedUtf8</c>.</param>
/// <param name="Replaced">Replacement characters that decoding made.</param>
/// <param name="PriceRows">Offers whose price was looked for, and in <paramref name="Priced"/> those whose price was read.</param>
public sealed record SourceRunView(
    DateTimeOffset StartedAt, long DurationMs, string Outcome, int? Status, string? Message, long Bytes, long Seen, long Added, long Changed, long Unchanged, long Ended, long Refused,
    IReadOnlyDictionary<string, int> RefusedBy, long? Rows, string? Charset, string? CharsetBy, long Replaced, long PriceRows, long Priced)
{
    public static SourceRunView Of(SourceRun run) => new(
        run.StartedAt, (long)run.Duration.TotalMilliseconds, Wire.Word(run.Outcome), run.StatusCode, run.Message, run.Bytes, run.Seen, run.Added, run.Changed, run.Unchanged, run.Expired, run.Refused,
        run.RefusalsRead.Counts, run.GenerationRows, run.Charset, run.CharsetBy is { } by ? Wire.Word(by) : null, run.Replaced, run.PriceRows, run.Priced);
}

/// <summary>What is wrong with a source.</summary>
/// <param name="Kind"><c>silent</c>, <c>halved</c>, <c>refusing</c> or <c>gone</c>.</param>
/// <param name="Expected">Silent: seconds between two polls; halved: the usual rows; refusing: the usual percentage of refused rows.</param>
/// <param name="Found">Silent: polls that failed in a row; halved: rows; refusing: percentage of refused rows.</param>
public sealed record SourceTroubleView(string Kind, DateTimeOffset Since, long Expected, long Found, string? Detail)
{
    public static SourceTroubleView? Of(SourceTrouble? trouble) =>
        trouble is null ? null : new(Wire.Word(trouble.Kind), trouble.OpenedAt, trouble.Expected, trouble.Found, trouble.Detail);
}
