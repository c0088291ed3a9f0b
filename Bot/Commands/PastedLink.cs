using Daogou.Core.Links;

namespace Daogou.Bot.Commands;

/// <summary>The address a message is about: the first that can be seen, else the first hidden behind words.</summary>
internal static class PastedLink
{
    public static Uri? First(string text, IReadOnlyList<string> hidden) =>
        PastedText.FirstAddress(text) ?? hidden.Select(PastedText.FirstAddress).FirstOrDefault(address => address is not null);
}
