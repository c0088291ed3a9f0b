namespace Daogou.Api.Endpoints;

/// <summary>Enums on the wire are words in camel case.</summary>
internal static class Wire
{
    public static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    public static string Id(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
