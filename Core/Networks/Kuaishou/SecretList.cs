using System.Collections;

namespace Daogou.Core.Networks.Kuaishou;

/// <summary>Secrets that must never be seen in a message; new ones join while messages are made.</summary>
internal sealed class SecretList(IEnumerable<string> first) : IReadOnlyList<string>
{
    private volatile string[] _all = [.. first];

    public int Count => _all.Length;

    public string this[int index] => _all[index];

    public void Add(params string[] more) => _all = [.. _all, .. more];

    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_all).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
