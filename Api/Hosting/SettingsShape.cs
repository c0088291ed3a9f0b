using System.ComponentModel;
using System.Globalization;

namespace Daogou.Api.Hosting;

/// <summary>What kind of value a setting takes, and how to say so to a person.</summary>
internal static class SettingsShape
{
    private static readonly string[] Secrets = ["Token", "Secret", "Postgres", "Password", "AppSecret", "RefreshToken"];

    public static bool IsSecret(string key) => Secrets.Contains(key[(key.LastIndexOf(':') + 1)..], StringComparer.OrdinalIgnoreCase);

    /// <summary>The element type of a list, else null.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsArray ? type.GetElementType()
        : type == typeof(string) ? null
        : type.IsGenericType && type.GetGenericArguments() is [var element] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type) ? element
        : null;

    /// <summary>Key and value type of a map, else null.</summary>
    public static (Type Key, Type Value)? MapOf(Type type) =>
        type.IsGenericType && type.GetGenericArguments() is [var key, var value] && typeof(System.Collections.IEnumerable).IsAssignableFrom(type)
            ? (key, value)
            : null;

    /// <summary>Whether a single text makes the value.</summary>
    public static bool IsSimple(Type type) => TypeDescriptor.GetConverter(Bare(type)).CanConvertFrom(typeof(string));

    public static bool Accepts(Type type, string text)
    {
        if (text.Length == 0 && Bare(type) != type)
        {
            return true;
        }
        try
        {
            TypeDescriptor.GetConverter(Bare(type)).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    /// <summary>The kind of value in words.</summary>
    public static string Describe(Type type) => Bare(type) switch
    {
        { IsEnum: true } choice => OneOf(Enum.GetNames(choice)),
        var t when t == typeof(bool) => "true or false",
        var t when t == typeof(int) || t == typeof(long) || t == typeof(short) => "a whole number",
        var t when t == typeof(double) || t == typeof(decimal) || t == typeof(float) => "a number such as 0.5",
        var t when t == typeof(TimeSpan) => "a time span such as 00:05:00",
        var t when t == typeof(TimeOnly) => "a time of day such as 09:30",
        var t when t == typeof(Uri) => "an address",
        _ => "a " + Bare(type).Name,
    };

    public static string OneOf(IReadOnlyList<string> words) =>
        words.Count < 2 ? string.Concat(words) : string.Join(", ", words.SkipLast(1)) + " or " + words[^1];

    public static string Shown(string key, object? value) =>
        IsSecret(key) ? "(hidden)" : $"\"{Convert.ToString(value, CultureInfo.InvariantCulture)}\"";

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
