using System.Globalization;
using Daogou.Core.Outbox;

namespace Daogou.Crawler.Sources;

/// <summary>The words of alerts about sources, Chinese and English: which source, what was expected, what came, what to do.</summary>
public static class TroubleTexts
{
    private const int LongestDetail = 300;

    public static string Alert(Source source, SourceTrouble trouble, DateTimeOffset now, string language)
    {
        var zh = language == "zh";
        var name = Html.Bold(source.Name);
        var test = Html.Code("source test " + source.SourceKey);
        return trouble.Kind switch
        {
            TroubleKind.Silent => zh
                ? $"🔕 采集源没有动静：{name}\n应当：每{Span(TimeSpan.FromSeconds(trouble.Expected), zh)}有一次成功采集\n实际：{SilentFor(trouble, now, zh)}\n最后一次：{Detail(trouble)}\n请执行：{test}"
                : $"🔕 Source gone silent: {name}\nExpected: a good read every {Span(TimeSpan.FromSeconds(trouble.Expected), zh)}\nCame: {SilentFor(trouble, now, zh)}\nThe last one: {Detail(trouble)}\nTry: {test}",
            TroubleKind.Halved => zh
                ? $"📉 采集源行数减半：{name}\n应当：约 {N(trouble.Expected)} 行\n实际：{N(trouble.Found)} 行\n请执行：{test}\n如果减少是真的，请在后台接受新的行数。"
                : $"📉 Source lost half of its rows: {name}\nExpected: about {N(trouble.Expected)} rows\nCame: {N(trouble.Found)}\nTry: {test}\nIf so few are right, accept them in the console.",
            TroubleKind.Refusing => zh
                ? $"🚫 采集源大多数行被拒绝：{name}\n应当：拒绝约 {trouble.Expected}%\n实际：拒绝 {trouble.Found}%（{Detail(trouble)}）\n请执行：{test}"
                : $"🚫 Source has most of its rows refused: {name}\nExpected: about {trouble.Expected}% refused\nCame: {trouble.Found}% refused ({Detail(trouble)})\nTry: {test}",
            TroubleKind.Gone => zh
                ? $"⛔ 采集源已永久下线：{name}\n应当：一份文件\n实际：410，服务器说它不再存在，今后不再采集\n请执行：{test}，然后更新或删除配置中的这个采集源。"
                : $"⛔ Source gone for good: {name}\nExpected: a document\nCame: 410, its server says that it is no more; it is not asked again\nTry: {test}, then correct the source in the settings or take it out.",
        };
    }

    public static string Recovery(Source source, SourceTrouble trouble, SourceRun run, string language)
    {
        var zh = language == "zh";
        var name = Html.Bold(source.Name);
        var lasted = Span(run.FinishedAt - (trouble.Since ?? trouble.OpenedAt), zh);
        var now = zh ? $"现有 {N(run.GenerationRows ?? 0)} 行" : $"{N(run.GenerationRows ?? 0)} rows now";
        return trouble.Kind switch
        {
            TroubleKind.Silent or TroubleKind.Gone => zh
                ? $"✅ 采集源恢复：{name}\n中断 {lasted}后重新采集成功，{now}。"
                : $"✅ Source well again: {name}\nIt is read again after {lasted}, {now}.",
            TroubleKind.Halved => zh
                ? $"✅ 采集源恢复：{name}\n{now}，原先约 {N(trouble.Expected)} 行。"
                : $"✅ Source well again: {name}\n{now}, about {N(trouble.Expected)} before.",
            TroubleKind.Refusing => zh
                ? $"✅ 采集源恢复：{name}\n{N(run.Seen)} 行中拒绝 {N(run.Refused)} 行。"
                : $"✅ Source well again: {name}\n{N(run.Refused)} of {N(run.Seen)} rows refused.",
        };
    }

    /// <summary>What came, in one line for a page.</summary>
    public static string Found(SourceTrouble trouble, DateTimeOffset now, string language)
    {
        var zh = language == "zh";
        return trouble.Kind switch
        {
            TroubleKind.Silent => SilentFor(trouble, now, zh),
            TroubleKind.Halved => zh ? $"{N(trouble.Found)} 行，应当约 {N(trouble.Expected)} 行" : $"{N(trouble.Found)} rows, expected about {N(trouble.Expected)}",
            TroubleKind.Refusing => zh ? $"拒绝 {trouble.Found}%，应当约 {trouble.Expected}%" : $"{trouble.Found}% refused, expected about {trouble.Expected}%",
            TroubleKind.Gone => zh ? "服务器返回 410，不再采集" : "its server answered 410; it is not asked again",
        };
    }

    private static string SilentFor(SourceTrouble trouble, DateTimeOffset now, bool zh) =>
        trouble.Since is not { } since ? (zh ? $"连续失败 {trouble.Found} 次" : $"{trouble.Found} polls failed in a row")
        : zh ? $"已 {Span(now - since, zh)}没有成功，连续失败 {trouble.Found} 次"
        : $"none for {Span(now - since, zh)}, {(trouble.Found == 1 ? "1 poll" : $"{trouble.Found} polls")} failed in a row";

    private static string Detail(SourceTrouble trouble) =>
        Html.Text(trouble.Detail is not { Length: > 0 } detail ? "–" : detail.Length > LongestDetail ? detail[..LongestDetail] + "…" : detail);

    private static string N(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Span(TimeSpan span, bool zh)
    {
        var (count, unitZh, unitEn) = span switch
        {
            { TotalDays: >= 2 } => (span.TotalDays, "天", "days"),
            { TotalHours: >= 2 } => (span.TotalHours, "小时", "h"),
            { TotalMinutes: >= 1 } => (span.TotalMinutes, "分钟", "min"),
            _ => (Math.Max(0, span.TotalSeconds), "秒", "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(count):0} {(zh ? unitZh : unitEn)}");
    }
}
