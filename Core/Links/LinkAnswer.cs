using Daogou.Core.Deals;
using Daogou.Core.Networks;
using Daogou.Core.Networks.Policies;
using Daogou.Core.Urls;

namespace Daogou.Core.Links;

/// <summary>A link with its deal and programme, or why there is none.</summary>
public sealed record LinkAnswer(TrackedLink? Link, Deal? Deal, Programme? Programme, LinkRefusal? Refusal)
{
    /// <summary>The address to post or open; null when there is no link.</summary>
    public Uri? Posted { get; init; }

    public static LinkAnswer Refused(LinkRefusal refusal, Deal? deal = null, Programme? programme = null) => new(null, deal, programme, refusal);
}

/// <summary>Why no link was made, in plain words for the person who asked.</summary>
public sealed record LinkRefusal(LinkRefusalReason Reason, string Zh, string En)
{
    public string In(string language) => language == "zh" ? Zh : En;

    internal static LinkRefusal NoSuchDeal() => new(
        LinkRefusalReason.NoSuchDeal, "找不到这个好价，可能已经下架。", "There is no such deal; it may have been taken away.");

    internal static LinkRefusal Removed() => new(
        LinkRefusalReason.Removed, "这个好价已被下架。", "This deal was taken away.");

    internal static LinkRefusal NoAddress() => new(
        LinkRefusalReason.NoAddress,
        "没有找到商品链接。请把商品页的完整链接（以 http 或 https 开头）发给我。",
        "I found no link in that. Send me the full address of the product page, beginning with http or https.");

    internal static LinkRefusal NotCovered(string host) => new(
        LinkRefusalReason.NotCovered,
        $"{host} 还不在返利范围内，从这里购买没有返利。",
        $"{host} is not one of the shops we work with, so a purchase there earns no rebate.");

    internal static LinkRefusal RebateForbidden(Programme programme) => new(
        LinkRefusalReason.RebateForbidden,
        $"{programme.Merchant} 的推广计划不允许给买家返利{Source(programme, "rebate", programme.Policy.Rebate, "（", "）")}，所以不能生成返利链接。",
        $"The programme of {programme.Merchant} does not allow rebates to buyers{Source(programme, "rebate", programme.Policy.Rebate, " (", ")")}, so there is no rebate link for it.");

    internal static LinkRefusal ChatForbidden(Programme programme) => new(
        LinkRefusalReason.ChatForbidden,
        $"{programme.Merchant} 的推广计划不允许在聊天里发推广链接{Source(programme, "chat", programme.Policy.Chat, "（", "）")}。",
        $"The programme of {programme.Merchant} does not allow its links in chats{Source(programme, "chat", programme.Policy.Chat, " (", ")")}.");

    internal static LinkRefusal HostNotAllowed(string host) => new(
        LinkRefusalReason.HostNotAllowed,
        $"链接会跳转到 {host}，它不在允许的名单里，所以没有生成。",
        $"The link would lead to {host}, which is not on the list of allowed hosts, so it was not made.");

    internal static LinkRefusal ByNetwork(string network, string words) => new(
        LinkRefusalReason.ByNetwork, $"联盟 {network} 没有给出链接：{words}", $"The network {network} gave no link: {words}");

    internal static LinkRefusal Token(string network) => new(
        LinkRefusalReason.Token,
        $"这是一个{NetworkNames.Zh(network)}口令；这里还没有能转换它的{NetworkNames.Zh(network)}推广计划。可以在 App 里打开后，把商品页链接发给我。",
        $"This is a {NetworkNames.En(network)} 口令; no {NetworkNames.En(network)} programme that reads it is set up here. Open it in the app and send me the address of the product page.");

    internal static LinkRefusal Hidden(string host, string? network) => new(
        LinkRefusalReason.Hidden,
        $"这是一个{(network is null ? "短链接" : NetworkNames.Zh(network) + "推广短链")}（{host}），从地址看不出是哪件商品。请打开它，把商品页的完整链接发给我。",
        $"This is a {(network is null ? "short link" : $"short or tracked link of {NetworkNames.En(network)}")} ({host}): the address does not say which product it leads to. Open it and send me the full address of the product page.");

    internal static LinkRefusal Unread(TokenReading reading) => new(LinkRefusalReason.Token, reading.RefusalZh ?? "?", reading.RefusalEn ?? reading.RefusalZh ?? "?");

    internal static LinkRefusal SlotsDry(string network) => new(
        LinkRefusalReason.SlotsDry,
        $"现在有太多人同时在推广这件商品，{network} 的推广位已经用完，分不清是谁的订单。请过一会儿再要一次链接。",
        $"Too many people have links for this product just now: every ad slot at {network} is taken for it, and a further order could not be told apart. Ask again later.");

    internal static LinkRefusal Own() => new(
        LinkRefusalReason.Own, "这已经是我们自己的链接。", "That is one of our own links already.");

    internal static LinkRefusal ByNetwork(string network, string zh, string en) => new(
        LinkRefusalReason.ByNetwork, $"联盟 {network} 没有给出链接：{zh}", $"The network {network} gave no link: {en}");

    internal static LinkRefusal MustAuthorise(string network, Uri address) => new(
        LinkRefusalReason.MustAuthorise,
        $"在 {network} 购买前需要您先授权一次（备案），否则订单不计佣金。请打开 {address.AbsoluteUri} 完成授权，然后再要一次链接。",
        $"{network} wants your consent once before your purchases count. Open {address.AbsoluteUri}, agree there, then ask for the link again.");

    internal static LinkRefusal ForbiddenWord(string network, string word) => new(
        LinkRefusalReason.ForbiddenWord,
        $"商品标题里有 {network} 禁止在推广中使用的词“{word}”，所以没有生成可发布的链接。",
        $"The title has \"{word}\", which {network} forbids in promotion, so no link to post was made.");

    /// <summary>Where it is forbidden for good; empty where an operator could ask.</summary>
    private static string Source(Programme programme, string about, Allowance allowance, string open, string close) =>
        allowance == Allowance.No && programme.Policy.Evidence.FirstOrDefault(one => one.About == about) is { } evidence ? $"{open}{evidence.Source}{close}" : "";

    internal static LinkRefusal Disabled() => new(
        LinkRefusalReason.Disabled, "这个链接已被停用。", "This link was stopped.");
}

public enum LinkRefusalReason
{
    NoSuchDeal = 1,
    Removed = 2,
    NoAddress = 3,
    NotCovered = 4,
    RebateForbidden = 5,
    ChatForbidden = 6,
    HostNotAllowed = 7,
    ByNetwork = 8,
    Disabled = 9,
    Token = 10,
    Hidden = 11,
    Own = 12,
    MustAuthorise = 13,
    ForbiddenWord = 14,
    SlotsDry = 15,
}
