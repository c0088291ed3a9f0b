using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Daogou.Core.Orders;

/// <summary>The one written form of a report: the same report always gives the same bytes.</summary>
public static class ReportBody
{
    private static readonly JsonSerializerOptions Canonical = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(OrderReport report) => JsonSerializer.Serialize(report, Canonical);

    public static OrderReport Read(string body) =>
        JsonSerializer.Deserialize<OrderReport>(body, Canonical) ?? throw new InvalidOperationException("A stored report is empty.");

    public static string Hash(string body) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(body)));

    /// <summary>Times in UTC and whole milliseconds, as the books keep them; empty texts as none; nothing earned on what is void.</summary>
    public static OrderReport Normal(OrderReport report) => report with
    {
        UpdatedAt = Whole(report.UpdatedAt),
        OrderedAt = Whole(report.OrderedAt),
        StatusReason = Text(report.StatusReason),
        Merchant = Text(report.Merchant),
        Title = Text(report.Title),
        ClickRef = Text(report.ClickRef),
        CommissionMinor = report.Status == OrderStatus.Void ? 0 : report.CommissionMinor,
    };

    private static DateTimeOffset Whole(DateTimeOffset instant) => DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
