using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daogou.Crawler.Sources;

namespace Daogou.Crawler.Detection;

/// <summary>A proposed source as it goes into <c>appsettings.json</c> under <c>Sources</c>; what has its default is left out.</summary>
public static class SettingsText
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(SourceOptions options)
    {
        var source = new JsonObject { ["Key"] = options.Key, ["Location"] = options.Location };
        Put(source, "Format", options.Format);
        Put(source, "Merchant", options.Merchant);
        Put(source, "Currency", options.Currency);
        if (options.AllowedHosts.Count > 0)
        {
            source["AllowedHosts"] = new JsonArray([.. options.AllowedHosts.Select(host => JsonValue.Create(host))]);
        }
        var feed = new JsonObject();
        Put(feed, "Preset", options.Feed.Preset);
        Put(feed, "ItemSelector", options.Feed.ItemSelector);
        Put(feed, "ItemsPath", options.Feed.ItemsPath);
        Put(feed, "PagePattern", options.Feed.PagePattern);
        if (options.Feed.Fields.Count > 0 && options.Feed.Preset is null)
        {
            feed["Fields"] = new JsonObject(options.Feed.Fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Key, field.Value)));
        }
        if (feed.Count > 0)
        {
            source["Feed"] = feed;
        }
        return source.ToJsonString(Json);
    }

    private static void Put(JsonObject into, string name, string? value)
    {
        if (value is { Length: > 0 })
        {
            into[name] = value;
        }
    }
}
