namespace Daogou.Core.Networks;

/// <summary>All networks of this installation.</summary>
public sealed class NetworkCatalog(IEnumerable<INetwork> networks)
{
    private readonly INetwork[] _networks = [.. networks];

    public IReadOnlyList<INetwork> All => _networks;

    public INetwork? Find(string key) => Array.Find(_networks, network => network.Key == key);

    /// <summary>Who makes the link for a product, and under which programme; the first network in the settings that covers the host.</summary>
    public (ILinkMaker Maker, Programme Programme)? For(Uri product)
    {
        foreach (var maker in _networks.OfType<ILinkMaker>())
        {
            if (maker.ProgrammeFor(product) is { } programme)
            {
                return (maker, programme);
            }
        }
        return null;
    }

    /// <summary>Whether a stored destination may still be redirected to: the list may have shrunk since the link was made.</summary>
    public bool MayLeadTo(string network, Uri destination) => Find(network)?.MayLeadTo(destination) ?? false;
}
