using System.Text.RegularExpressions;
using Xunit;

namespace Daogou.Tests.Architecture;

/// <summary>ARCHITECTURE.md's arrows, kept by a test: a slice may name only the slices listed for it.</summary>
public sealed partial class SliceTests
{
    /// <summary>What each slice of Core may know. Reports and Trail read everything and nobody knows them.</summary>
    private static readonly Dictionary<string, string[]> May = new(StringComparer.Ordinal)
    {
        ["Amounts"] = [],
        ["Storage"] = [],
        ["Outbound"] = [],
        ["Urls"] = ["Outbound"],
        ["Access"] = ["Storage"],
        ["Ledger"] = ["Amounts", "Storage"],
        ["Members"] = ["Amounts", "Storage"],
        ["Outbox"] = ["Storage"],
        ["Networks"] = ["Amounts", "Deals", "Orders", "Outbound"],
        ["Deals"] = ["Amounts", "Storage", "Outbound", "Urls"],
        ["Catalog"] = ["Amounts", "Deals", "Storage", "Urls"],
        ["Ranking"] = ["Amounts", "Catalog", "Deals", "Members", "Storage"],
        ["Search"] = ["Amounts", "Deals", "Ranking", "Storage"],
        ["Links"] = ["Amounts", "Deals", "Members", "Networks", "Storage", "Urls"],
        ["Clicks"] = ["Links", "Storage"],
        ["Orders"] = ["Amounts", "Links", "Networks", "Storage"],
        ["Rebates"] = ["Amounts", "Ledger", "Links", "Members", "Networks", "Orders", "Outbox", "Storage"],
        ["Payouts"] = ["Amounts", "Ledger", "Members", "Outbox", "Storage"],
        ["Reports"] = ["*"],
        ["Trail"] = ["*"],
    };

    [Fact]
    public void Every_slice_knows_only_the_slices_it_may_know()
    {
        var wrong =
            from file in SourceTree.Files("Core", "*.cs")
            where file.Slice.Length > 0
            from Match match in CoreName().Matches(file.Text)
            let known = match.Groups["slice"].Value
            where known != file.Slice && May.ContainsKey(known) && !Allowed(file.Slice, known)
            select $"{file.Name} knows {known}";
        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_folder_of_Core_is_a_slice_with_its_arrows_written_down() =>
        Assert.Empty(SourceTree.Files("Core", "*.cs").Select(file => file.Slice).Where(slice => slice.Length > 0 && !May.ContainsKey(slice)).Distinct());

    [Fact]
    public void Networks_know_of_orders_only_the_report_they_hand_over()
    {
        string[] words = ["OrderReport", "OrderStatus", "ReportOrigin", "OrderNo"];
        var wrong =
            from file in SourceTree.Files("Core/Networks", "*.cs")
            where file.Text.Contains("using Daogou.Core.Orders;", StringComparison.Ordinal)
            from Match match in OrderName().Matches(file.Text)
            where !words.Contains(match.Value, StringComparer.Ordinal)
            select $"{file.Name} knows {match.Value}";
        Assert.Empty(wrong.Distinct(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_knows_no_chat_platform_no_scheduler_and_no_HTTP_server()
    {
        string[] strangers = ["using Telegram", "using Quartz", "using Microsoft.AspNetCore", "Daogou.Bot", "Daogou.Crawler", "Daogou.Api"];
        var wrong =
            from file in SourceTree.Files("Core", "*.cs", "*.csproj")
            from stranger in strangers
            where file.Text.Contains(stranger, StringComparison.Ordinal)
            select $"{file.Name}: {stranger}";
        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("Bot", "Daogou.Crawler")]
    [InlineData("Bot", "Daogou.Api")]
    [InlineData("Crawler", "Daogou.Bot")]
    [InlineData("Crawler", "Daogou.Api")]
    public void Bot_and_Crawler_meet_only_in_the_database(string folder, string stranger) =>
        Assert.Empty(SourceTree.Files(folder, "*.cs", "*.csproj").Where(file => file.Text.Contains(stranger, StringComparison.Ordinal)).Select(file => file.Name));

    [Fact]
    public void Only_Storage_knows_which_engine_runs()
    {
        // The click journal binds SQLite and COPY directly for the sake of the redirect (docs/decisions), one file for each engine.
        var wrong =
            from file in SourceTree.Files("Core", "*.cs")
            where file.Slice is not ("Storage" or "Clicks") && (file.Text.Contains("using Npgsql", StringComparison.Ordinal)
                || file.Text.Contains("using Microsoft.Data.Sqlite", StringComparison.Ordinal))
            select file.Name;
        Assert.Empty(wrong);
    }

    [Fact]
    public void No_money_is_kept_in_floating_point()
    {
        var wrong =
            from slice in new[] { "Amounts", "Ledger", "Rebates", "Payouts", "Orders", "Reports" }
            from file in SourceTree.Files("Core/" + slice, "*.cs")
            from Match match in FloatingPoint().Matches(file.Text)
            select $"{file.Name}: {match.Value}";
        Assert.Empty(wrong);
    }

    private static bool Allowed(string slice, string known) => May[slice] is ["*"] || May[slice].Contains(known, StringComparer.Ordinal);

    [GeneratedRegex(@"\bDaogou\.Core\.(?<slice>[A-Z]\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CoreName();

    [GeneratedRegex(@"\bOrder[A-Z]\w+\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OrderName();

    [GeneratedRegex(@"\b(double|float)\s+\w+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FloatingPoint();
}
