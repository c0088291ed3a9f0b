using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Daogou.Tests.Support;

/// <summary>A server on a bare socket that does with each request what a test says, however wrong that is.</summary>
public sealed class HostileServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public HostileServer(Func<HostileTalk, Task> answer)
    {
        Answer = answer;
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>What is done with the next request.</summary>
    public Func<HostileTalk, Task> Answer { get; set; }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public string HostAndPort => $"127.0.0.1:{Port}";

    public Uri Address => new($"http://{HostAndPort}/feed");

    public void Dispose() => _listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                _ = TalkAsync(await _listener.AcceptSocketAsync());
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            _listener.Dispose();
        }
    }

    private async Task TalkAsync(Socket socket)
    {
        using var talk = new HostileTalk(socket);
        try
        {
            await talk.HearAsync();
            await Answer(talk);
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException)
        {
            // The client had enough, which is what it should do.
            return;
        }
    }
}

/// <summary>One request and the bytes that go back.</summary>
public sealed class HostileTalk(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);

    /// <summary>The request's head, as it came.</summary>
    public string Asked { get; private set; } = "";

    public async Task HearAsync()
    {
        var bytes = new byte[16 * 1024];
        var length = 0;
        while (!Asked.Contains("\r\n\r\n", StringComparison.Ordinal) && await _stream.ReadAsync(bytes.AsMemory(length)) is var read and > 0)
        {
            length += read;
            Asked = Encoding.ASCII.GetString(bytes, 0, length);
        }
    }

    public Task SayAsync(string text) => SayAsync(Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n")));

    public async Task SayAsync(byte[] bytes) => await _stream.WriteAsync(bytes);

    /// <summary>A whole answer with these header lines.</summary>
    public async Task AnswerAsync(byte[] body, params string[] headers)
    {
        await SayAsync($"HTTP/1.1 200 OK\n{string.Concat(headers.Select(header => header + "\n"))}Content-Length: {body.Length}\nConnection: close\n\n");
        await SayAsync(body);
    }

    /// <summary>Goes on until the client hangs up.</summary>
    public async Task UntilLeftAsync(Func<Task> step)
    {
        var left = _stream.ReadAsync(new byte[1]).AsTask();
        while (!left.IsCompleted)
        {
            await step();
            await Task.Yield();
        }
    }

    /// <summary>Hangs up without a goodbye.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public void Dispose() => _stream.Dispose();
}
