namespace Daogou.Core.Catalog;

internal static class CatalogResource
{
    public static byte[] Bytes(string name)
    {
        using var stream = typeof(CatalogResource).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The program lacks its part {name}.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
