using System.Collections.Frozen;
using Daogou.Core.Orders;

namespace Daogou.Core.Networks;

/// <summary>
/// Shipped beginnings of template networks, by name (<c>Networks:n:Template</c>): the link with the sub-id in its place, the account's parameters that it
/// needs, and how the reports read. What the settings say stands above it. Reports are polled only where a plain request with a secret in a header can
/// do it; elsewhere they are imported.
/// </summary>
internal static class NetworkTemplates
{
    private static readonly FrozenDictionary<string, Shipped> All = new Dictionary<string, Shipped>(StringComparer.Ordinal)
    {
        // xcust holds 50 characters, none of & ? = and space. The report is asked for with a token made of the time, which a template cannot.
        ["skimlinks"] = new("Skimlinks", "https://go.skimresources.com/?xs=1&url={url}&xcust={clickref}", 50, ["id"], reports =>
        {
            Put(reports, "commissions");
            Put(
                reports,
                (ReportField.OrderNo, "commission_id"),
                (ReportField.Status, "transaction_details.status"),
                (ReportField.OrderedAt, "transaction_details.transaction_date"),
                (ReportField.UpdatedAt, "transaction_details.last_updated"),
                (ReportField.Sale, "transaction_details.basket.order_amount"),
                (ReportField.Commission, "transaction_details.basket.publisher_amount"),
                (ReportField.Currency, "transaction_details.basket.currency"),
                (ReportField.Merchant, "merchant_details.name"),
                (ReportField.ClickRef, "click_details.custom_id"));
            // "active" does not tell pending from approved.
            Put(reports, ("active", OrderStatus.Tracked), ("cancelled", OrderStatus.Void));
        }),
        ["sovrn"] = new("Sovrn Commerce", "https://redirect.viglink.com/?u={url}&cuid={clickref}", 64, ["key"], reports => Put(
            reports,
            (ReportField.OrderNo, "commissionId"),
            (ReportField.OrderedAt, "commissionDate"),
            (ReportField.UpdatedAt, "updateDate"),
            (ReportField.Sale, "orderValue"),
            (ReportField.Commission, "publisherRevenue"),
            (ReportField.Merchant, "merchantGroupId"),
            (ReportField.ClickRef, "cuid"))),
        ["flexoffers"] = new("FlexOffers", "https://track.flexlinkspro.com/g.ashx?fot=9999&fos=5&url={url}&fobs={clickref}", 64, ["foid"], reports =>
        {
            if (reports is { Url: "", SecretEnv.Length: > 0 })
            {
                (reports.Url, reports.SecretHeader) =
                    ("https://api.flexoffers.com/allsales?reportType=sales&status=all&pageSize=500&startDate={from}&endDate={to}&page={page}", reports.SecretHeader ?? "apiKey");
            }
            reports.TimeZone = reports.TimeZone == "UTC" ? "America/New_York" : reports.TimeZone;
            Put(
                reports,
                (ReportField.OrderNo, "legacyId"),
                (ReportField.Status, "orderStatus"),
                (ReportField.OrderedAt, "eventDate"),
                (ReportField.UpdatedAt, "modifiedDate"),
                (ReportField.Sale, "saleAmount"),
                (ReportField.Commission, "commission"),
                (ReportField.Currency, "currency"),
                (ReportField.Merchant, "programId"),
                (ReportField.ClickRef, "subTracking"));
            Put(reports, ("pending", OrderStatus.Tracked), ("approved", OrderStatus.Confirmed), ("canceled", OrderStatus.Void), ("non-commissionable", OrderStatus.Void));
        }),
        ["webgains"] = new("Webgains", "https://track.webgains.com/click.html?wgtarget={url}&clickref={clickref}", 64, ["wgcampaignid", "wgprogramid"], reports =>
        {
            Put(
                reports,
                (ReportField.OrderNo, "transactionID"),
                (ReportField.Status, "status"),
                (ReportField.StatusReason, "changeReason"),
                (ReportField.OrderedAt, "date"),
                (ReportField.UpdatedAt, "validationDate"),
                (ReportField.Sale, "saleValue"),
                (ReportField.Commission, "commission"),
                (ReportField.Currency, "currency"),
                (ReportField.Merchant, "programID"),
                (ReportField.ClickRef, "clickRef"));
            Put(reports, ("delayed", OrderStatus.Tracked), ("confirmed", OrderStatus.Confirmed), ("cancelled", OrderStatus.Void));
        }),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Fills what the settings leave open; an unknown name fills nothing and is told by <see cref="Wrong"/>.</summary>
    public static void Fill(NetworkOptions network)
    {
        if (All.GetValueOrDefault(network.Template ?? "") is { } shipped)
        {
            network.Name = network.Name.Length > 0 ? network.Name : shipped.Name;
            network.LinkTemplate = network.LinkTemplate.Length > 0 ? network.LinkTemplate : shipped.Link;
            network.MaxRefLength = Math.Min(network.MaxRefLength, shipped.MaxRefLength);
            shipped.Reports(network.Reports);
        }
    }

    /// <summary>What is wrong with the name or lacks of the account's parameters, by key.</summary>
    public static IEnumerable<(string Key, string What)> Wrong(NetworkOptions network)
    {
        if (network.Template is not { Length: > 0 } name)
        {
            yield break;
        }
        if (name == "shareasale")
        {
            yield return ("Template", "got \"shareasale\": that platform is closed and its programmes are at Awin; use the section Awin.");
        }
        else if (All.GetValueOrDefault(name) is not { } shipped)
        {
            yield return ("Template", $"got \"{name}\", accepts {string.Join(", ", All.Keys.Order(StringComparer.Ordinal))}.");
        }
        else
        {
            foreach (var parameter in shipped.Needs.Where(needed => !network.Parameters.ContainsKey(needed) && network.LinkTemplate == shipped.Link))
            {
                yield return ($"Parameters:{parameter}", $"got \"\", accepts the account's {parameter} at {shipped.Name}, because the template {name} puts it into each link.");
            }
        }
    }

    private static void Put(ReportsOptions reports, string itemsPath) => reports.ItemsPath = reports.ItemsPath.Length > 0 ? reports.ItemsPath : itemsPath;

    private static void Put(ReportsOptions reports, params (ReportField Field, string Path)[] fields)
    {
        foreach (var (field, path) in fields)
        {
            reports.Fields.TryAdd(field, path);
        }
    }

    private static void Put(ReportsOptions reports, params (string Word, OrderStatus Status)[] statuses)
    {
        foreach (var (word, status) in statuses)
        {
            reports.StatusMap.TryAdd(word, status);
        }
    }

    /// <param name="Name">As people read it.</param>
    /// <param name="Link">The link template.</param>
    /// <param name="MaxRefLength">The longest sub-id that the network keeps.</param>
    /// <param name="Needs">Query parameters that hold the account's ids.</param>
    /// <param name="Reports">Fills how the reports read.</param>
    private sealed record Shipped(string Name, string Link, int MaxRefLength, string[] Needs, Action<ReportsOptions> Reports);
}
