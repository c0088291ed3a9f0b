using System.Globalization;
using Daogou.Api.Access;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Daogou.Api.Console;

/// <summary>The rebate report as a file, and how its days are read from a query.</summary>
internal static class RebateFiles
{
    private const int MostDays = 1100;

    public static void MapRebateFiles(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/console/rebates.csv", CsvAsync).RequireAuthorization(AccessRules.Operators);

    public static ReportBy By(string? word) => Enum.TryParse<ReportBy>(word, ignoreCase: true, out var by) && Enum.IsDefined(by) ? by : ReportBy.Day;

    /// <summary>The asked days; the last thirty when they are not given or make no sense.</summary>
    public static ReportPeriod Period(string? from, string? to, Speech speech, TimeProvider time)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(speech.Zone);
        return Day(from) is { } first && Day(to) is { } last && first <= last && last.DayNumber - first.DayNumber < MostDays
            ? new ReportPeriod(first, last, zone)
            : ReportPeriod.Days(time.GetUtcNow(), 30, zone);
    }

    private static async Task<FileContentHttpResult> CsvAsync(
        string? by, string? from, string? to, Speech speech, Database book, TimeProvider time, CancellationToken cancellationToken)
    {
        var period = Period(from, to, speech, time);
        var page = await book.ReadAsync(session => RebateReport.RunAsync(session, period, By(by)), cancellationToken);
        var name = string.Create(CultureInfo.InvariantCulture, $"rebates-{By(by)}-{period.From:yyyyMMdd}-{period.To:yyyyMMdd}.csv").ToLowerInvariant();
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(RebateCsv.Write(page, byteOrderMark: true)), "text/csv; charset=utf-8", name);
    }

    private static DateOnly? Day(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
