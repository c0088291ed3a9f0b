using System.Buffers;
using System.Collections.Frozen;
using System.Net;

namespace Daogou.Core.Urls;

/// <summary>A product's address without anybody's tracking, so that the same page is the same text.</summary>
public static class CanonicalUrl
{
    private const int Longest = 2000;

    private static readonly FrozenSet<string> Tracking = new[]
    {
        "gclid", "gclsrc", "dclid", "fbclid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid", "awc", "irclickid", "irgwc", "cjevent", "clickid",
        "click_id", "clickref", "subid", "sub_id", "aff", "aff_id", "affid", "affiliate", "affiliate_id", "aff_fcid", "aff_fsk", "aff_platform", "aff_trace_key",
        "ascsubtag", "tag", "linkcode", "linkid", "campid", "mkevt", "mkcid", "mkrid", "toolid", "customid", "spm", "scm", "pvid", "algo_pvid", "algo_exp_id",
        "ref", "ref_", "referrer", "source", "src", "from", "share_token", "sharefrom", "_branch_match_id", "srsltid", "via",
        "gbraid", "wbraid", "ttclid", "li_fat_id", "epik", "rdt_cid", "scid", "igsh", "mibextid", "wickedid", "s_kwcid", "ef_id", "cm_mmc", "oly_anon_id", "oly_enc_id", "vero_id", "yadclid", "ymclid", "_openstat", "guccounter",
        "sscid", "tduid", "admitad_uid", "raneaid", "ransiteid", "ranmid", "zanpid", "sub1", "sub2", "sub3", "sub4", "sub5", "affiliateid", "afsrc", "aff_sub", "dgmid", "click_ref", "wmlspartner", "sharedid", "irpid", "athbdg", "athcpid", "athpgid", "athznid", "athieid", "athstid", "athguid", "athancid", "athena",
        "qid", "crid", "sprefix", "dib", "dib_tag", "content-id", "ascsub", "creative", "creativeasin", "_trkparms", "_trksid", "amdata", "utparam", "utparam-url", "ut_sk", "ut_tk", "share_crt_v", "shareurl", "shareuniqueid", "sharesource",
        "sourcetype", "suid", "short_name", "bxsign", "cpp", "tbsocialpopkey", "sp_tk", "un", "wxsku", "wxappsku", "jd_pop", "cpdad", "ad_od", "gx", "gxd", "ptag", "gatewayadapt", "pdp_npi", "pdp_ext_f", "curpageloguid", "smtt",
        "xptdk", "sp_atk", "laz_trackid", "clicktrackinfo", "mkttid", "exlaz", "_x_tracking_id", "refer_share_id", "refer_share_uin", "_wvx", "_oak_share_snapshot_num", "xsec_token", "xsec_source", "share_id", "shareredid", "share_from_user_hidden",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] TrackingStarts =
        ["utm_", "ali_", "hsa_", "pf_rd_", "pd_rd_", "mc_", "mtm_", "matomo_", "pk_campaign", "pk_kwd", "pk_source", "piwik_", "itm_", "algo_", "aff_", "_hs", "ga_", "aem_", "oly_", "vero_", "trk_", "fb_", "gad_"];

    /// <summary>What an address may hold that is certainly its own canonical form.</summary>
    private static readonly SearchValues<char> PlainPath = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789/_~-");

    private static readonly SearchValues<char> PlainHost = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789.-");

    /// <summary>
    /// The canonical form, or null with the reason: only http(s), no user and password, no bare IP address unless its host is among
    /// <paramref name="allowedHosts"/> (<c>host</c> or <c>host:port</c>), at most 2,000 characters.
    /// </summary>
    public static (Uri? Url, string? Fault) Read(string? text, IReadOnlyList<string> allowedHosts)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > Longest)
        {
            return (null, "not an address, or longer than 2,000 characters");
        }
        if (IsPlain(text))
        {
            return (new Uri(text), null);
        }
        if (text.Any(c => char.IsControl(c) || c == '\\') || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
        {
            return (null, "not an address");
        }
        if (uri.Scheme is not ("http" or "https"))
        {
            return (null, $"the scheme is {uri.Scheme}, only http and https lead to shops");
        }
        if (uri.UserInfo.Length > 0)
        {
            return (null, "a user name stands before the host");
        }
        if ((IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) || !uri.Host.Contains('.', StringComparison.Ordinal)) && !IsAllowed(uri, allowedHosts))
        {
            return (null, $"{uri.Host} is not a public host name");
        }
        try
        {
            return (Of(uri), null);
        }
        catch (UriFormatException)
        {
            // The framework takes some names for hosts until their punycode is asked for.
            return (null, "the host is no name that a host can have");
        }
    }

    /// <summary>Lower-case punycode host without the default port, no fragment, no tracking parameters, the rest in order of name.</summary>
    public static Uri Of(Uri uri)
    {
        var kept = uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Where(pair => pair.Split('=', 2)[0] is var name && !Tracking.Contains(name) && !Array.Exists(TrackingStarts, start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(pair => pair.Split('=', 2)[0], StringComparer.Ordinal);
        var builder = new UriBuilder(uri) { Host = uri.IdnHost.ToLowerInvariant().TrimEnd('.'), Fragment = "", Query = string.Join('&', kept) };
        if (uri.IsDefaultPort)
        {
            builder.Port = -1;
        }
        // Amazon writes where the click was made behind the path instead of into the query.
        if (builder.Path.IndexOf("/ref=", StringComparison.Ordinal) is > 0 and var mark && builder.Host.Contains("amazon.", StringComparison.Ordinal))
        {
            builder.Path = builder.Path[..mark];
        }
        return builder.Uri;
    }

    /// <summary>The host as merchants are known by: punycode without <c>www.</c>, with the port where it is not the default.</summary>
    public static string HostOf(Uri uri)
    {
        var host = uri.IdnHost.ToLowerInvariant();
        host = host.StartsWith("www.", StringComparison.Ordinal) ? host[4..] : host;
        return uri.IsDefaultPort ? host : $"{host}:{uri.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)}";
    }

    /// <summary>A public host name in small letters and a path without anything that could mean more: the address is canonical as it stands.</summary>
    internal static bool IsPlain(ReadOnlySpan<char> text)
    {
        var start = text.StartsWith("https://", StringComparison.Ordinal) ? 8 : text.StartsWith("http://", StringComparison.Ordinal) ? 7 : 0;
        var host = text[start..];
        var slash = host.IndexOf('/');
        if (start == 0 || slash <= 0 || host[slash..].ContainsAnyExcept(PlainPath))
        {
            return false;
        }
        host = host[..slash];
        var top = host.LastIndexOf('.') + 1;
        return top > 1 && host.Length - top >= 2 && char.IsAsciiLetterLower(host[top]) && !host.ContainsAnyExcept(PlainHost) && host[0] is not ('.' or '-')
            && host.IndexOf("..", StringComparison.Ordinal) < 0 && host.IndexOf("xn--", StringComparison.Ordinal) < 0 && host.IndexOf("amazon.", StringComparison.Ordinal) < 0;
    }

    private static bool IsAllowed(Uri uri, IReadOnlyList<string> allowedHosts) =>
        allowedHosts.Contains(uri.Host, StringComparer.OrdinalIgnoreCase) || allowedHosts.Contains(HostOf(uri), StringComparer.OrdinalIgnoreCase);
}
