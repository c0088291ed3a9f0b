using Daogou.Core.Orders;
using Xunit;

namespace Daogou.Tests.Core.Orders.Slots;

public sealed class SlotRuleTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_click_of_ours_at_the_moment_outweighs_a_fresher_link_without_one()
    {
        var judged = SlotRule.Judge([Link("clicked", 48 * Hour, click: 3), Link("fresher", 0.2 * Hour)]);
        Assert.Equal("clicked", judged.Best!.LinkCode);
        Assert.True(judged.Confidence > 9_900);
    }

    [Fact]
    public void Two_links_alike_are_told_apart_by_nothing() =>
        Assert.InRange(SlotRule.Judge([Link("one", Hour), Link("other", Hour)]).Confidence, 4_000, 5_000);

    [Fact]
    public void Two_links_clicked_in_one_moment_are_told_apart_by_their_product_only()
    {
        Assert.InRange(SlotRule.Judge([Link("one", Hour, click: 3), Link("other", Hour, click: 9)]).Confidence, 4_000, 5_000);
        Assert.True(SlotRule.Judge([Link("one", Hour, click: 3), Link("other", Hour, click: 9, sameItem: false)]).Confidence > 9_800);
    }

    [Fact]
    public void An_old_link_for_another_product_that_nobody_clicked_is_no_evidence()
    {
        var judged = SlotRule.Judge([Link("old", 200 * Hour, sameItem: false)]);
        Assert.True(judged.Confidence < 5_000);
    }

    [Fact]
    public void A_link_that_had_the_slot_twice_counts_once()
    {
        var judged = SlotRule.Judge([Link("one", Hour), Link("one", 100 * Hour)]);
        Assert.Single(judged.Shares);
        Assert.True(judged.Confidence > 9_900);
    }

    [Fact]
    public void Nothing_fits_nobody() => Assert.Null(SlotRule.Judge([]).Best);

    private static SlotCandidate Link(string code, TimeSpan age, int? click = null, bool sameItem = true) =>
        new(code, sameItem, age, click is { } seconds ? new LinkMoment(7, TimeSpan.FromSeconds(seconds)) : null, HasShareText: true);
}
