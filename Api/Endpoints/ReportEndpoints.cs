using Daogou.Api.Access;
using Daogou.Api.Hosting;
using Daogou.Core.Access;
using Daogou.Core.Reports;
using Daogou.Core.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Daogou.Api.Endpoints;

/// <summary>Reports that tie out with the ledger: rebates, the funnel, statements of members and groups.</summary>
internal static class ReportEndpoints
{
    private const int DaysWhenNotSaid = 30;

    public static void MapReports(this IEndpointRouteBuilder api)
    {
        var reports = api.MapGroup("/reports");
        reports.MapGet("/rebates", RebatesAsync).Needs(Scopes.ReportsRead).WithSummary("Commission, rebates and shares by day, network, group or member; ?format=csv for a file");
        reports.MapGet("/funnel", FunnelAsync).Needs(Scopes.ReportsRead).WithSummary("Posts, clicks, orders and confirmations of each group");
        api.MapGet("/members/{id:long}/statement", MemberAsync).Needs(Scopes.ReportsRead).WithSummary("Everything booked for a member in a period");
        api.MapGet("/groups/{id:long}/statement", GroupAsync).Needs(Scopes.ReportsRead).WithSummary("What a group earned, when it is payable, and which deals did it");
    }

    private static async Task<Results<Ok<RebatesView>, ContentHttpResult, ValidationProblem>> RebatesAsync(
        string? by, string? period, string? format, Database book, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<ReportBy>(by ?? "day", ignoreCase: true, out var wanted))
        {
            return Problems.Field("by", "Accepts day, network, group or member.");
        }
        if (Period(period, options.Value, time) is not { } days)
        {
            return PeriodFault();
        }
        var page = await book.ReadAsync(session => RebateReport.RunAsync(session, days, wanted), cancellationToken);
        return format == "csv"
            ? TypedResults.Text(RebateCsv.Write(page), "text/csv; charset=utf-8")
            : TypedResults.Ok(new RebatesView(
                days.From, days.To, Wire.Word(wanted), [.. page.Rows.Select(RebateRowView.Of)], [.. page.Totals.Select(RebateRowView.Of)], page.TiesOut));
    }

    private static async Task<Results<Ok<IReadOnlyList<FunnelRow>>, ValidationProblem>> FunnelAsync(
        string? period, FunnelReport funnel, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken) =>
        Period(period, options.Value, time) is { } days ? TypedResults.Ok(await funnel.RunAsync(days.From, days.To, cancellationToken)) : PeriodFault();

    private static async Task<Results<Ok<MemberStatement>, ContentHttpResult, ValidationProblem>> MemberAsync(
        long id, string? period, string? format, Database book, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Period(period, options.Value, time) is not { } days)
        {
            return PeriodFault();
        }
        var statement = await book.ReadAsync(session => MemberStatement.ForAsync(session, id, days), cancellationToken);
        return format == "csv" ? TypedResults.Text(statement.ToCsv(), "text/csv; charset=utf-8") : TypedResults.Ok(statement);
    }

    private static async Task<Results<Ok<GroupStatement>, ContentHttpResult, ProblemHttpResult, ValidationProblem>> GroupAsync(
        long id, string? period, string? format, Database book, IOptions<ApiOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (Period(period, options.Value, time) is not { } days)
        {
            return PeriodFault();
        }
        return await book.ReadAsync(session => GroupStatement.ForAsync(session, id, days), cancellationToken) is { } statement
            ? format == "csv" ? TypedResults.Text(statement.ToCsv(), "text/csv; charset=utf-8") : TypedResults.Ok(statement)
            : Problems.NotFound("group with this id");
    }

    private static ReportPeriod? Period(string? text, ApiOptions options, TimeProvider time)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(options.TimeZone);
        return string.IsNullOrEmpty(text) ? ReportPeriod.Days(time.GetUtcNow(), DaysWhenNotSaid, zone) : ReportPeriod.Parse(text, zone);
    }

    private static ValidationProblem PeriodFault() => Problems.Field("period", "Accepts a month (2026-11), a day (2026-11-22) or two days (2026-11-01..2026-11-22).");
}

public sealed record RebatesView(DateOnly From, DateOnly To, string By, IReadOnlyList<RebateRowView> Rows, IReadOnlyList<RebateRowView> Totals, bool TiesOut);

/// <summary>One line of the rebate report; amounts are minor units of <c>Currency</c>.</summary>
public sealed record RebateRowView(
    string Key, string Label, string Currency, long Orders, long SaleMinor, long CommissionMinor, long RebatesMinor, long SharesMinor, long GroupSharesMinor, long HouseMinor,
    long UnattributedMinor, long ClawbackMinor)
{
    public static RebateRowView Of(RebateRow row) => new(
        row.Key, row.Label, row.Currency, row.Sums.Orders, row.Sums.SaleMinor, row.Sums.CommissionMinor, row.Sums.RebatesMinor, row.Sums.SharesMinor, row.Sums.GroupSharesMinor,
        row.Sums.HouseMinor, row.Sums.UnattributedMinor, row.Sums.ClawbackMinor);
}
