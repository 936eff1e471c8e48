using System.Text;
using System.Text.Json;

namespace Portal.Workflow.Engine;

/// <summary>
/// Reads a state as <see cref="StateWriter"/> writes it, in one pass: it is read at every burst. What does not hold together is not understood.
/// </summary>
internal sealed partial class StateReader
{
    /// <summary>No member of the form has a longer name.</summary>
    private const int NameLength = 16;

    private const string OtherName = "?";

    private static readonly string Beginning = $"{{\"schema\":{WorkflowState.CurrentSchema},";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly JsonReaderOptions Options = new() { MaxDepth = StateJson.MaxDepth };

    private readonly Dictionary<long, string> _nodes = [];
    private readonly char[] _name = new char[NameLength];
    private readonly byte[] _text;
    private string _instance = string.Empty;
    private long _last;

    private StateReader(byte[] text) => _text = text;

    /// <exception cref="StateNotUnderstood">The text is no state of the form written now.</exception>
    public static StateData Read(string text) => Understood(text, static text => new StateReader(Utf8.GetBytes(text)).Read());

    /// <summary>The same state in the form written now; the text itself if it is of that form.</summary>
    /// <exception cref="StateNotUnderstood">The text is no state, or of a form this engine does not know.</exception>
    public static string InCurrentForm(string text) => text.StartsWith(Beginning, StringComparison.Ordinal)
        ? text
        : Understood(text, static text => FirstForm.Schema(text) switch
        {
            WorkflowState.CurrentSchema => text,
            1 => StateWriter.Write(FirstForm.Read(text)),
            var other => throw new StateNotUnderstood($"The state has form {other}; this engine knows form {WorkflowState.CurrentSchema}."),
        });

    private static T Understood<T>(string text, Func<string, T> read)
    {
        try
        {
            return read(text);
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new StateNotUnderstood("The state cannot be read: " + unreadable.Message, unreadable);
        }
    }

    private static KeyNotFoundException Missing(string name) => new($"'{name}' is missing.");

    private StateData Read()
    {
        var json = new Utf8JsonReader(_text, Options);
        json.Read();
        var data = new StateData { InstanceId = string.Empty, DefinitionId = string.Empty, ContentHash = string.Empty };
        var found = Head.None;
        for (Begin(json, JsonTokenType.StartObject); Member(ref json) is { Length: > 0 } name;)
        {
            found |= HeadMember(ref json, name, data);
        }

        if (json.Read() || found != Head.All)
        {
            throw Missing((Head.All & ~found).ToString());
        }

        return data;
    }

    private Head HeadMember(ref Utf8JsonReader json, scoped ReadOnlySpan<char> name, StateData data)
    {
        switch (name)
        {
            case "id":
                data.InstanceId = _instance = Text(ref json);
                return Head.Id;
            case "definition":
                data.DefinitionId = Text(ref json);
                return Head.Definition;
            case "version":
                data.Version = json.GetInt32();
                return Head.Version;
            case "hash":
                data.ContentHash = Text(ref json);
                return Head.Hash;
            case "status":
                data.SubStatus = Enum.Parse<SubStatus>(Text(ref json));
                return Head.Status;
            case "counter":
                data.Counter = json.GetInt64();
                return Head.Counter;
            case "journal":
                data.Journal = json.GetInt64();
                return Head.Journal;
            default:
                BodyMember(ref json, name, data);
                return Head.None;
        }
    }

    private void BodyMember(ref Utf8JsonReader json, scoped ReadOnlySpan<char> name, StateData data)
    {
        switch (name)
        {
            case "correlation":
                data.CorrelationId = json.GetString();
                break;
            case "name":
                data.Name = json.GetString();
                break;
            case "parent":
                data.ParentInstanceId = json.GetString();
                break;
            case "children":
                data.Children = json.GetInt32();
                break;
            case "input":
                data.Input = Object(ref json);
                break;
            case "output":
                data.Output = Object(ref json);
                break;
            case "variables":
                data.Variables = Values(ref json);
                break;
            case "executions":
                for (Begin(json, JsonTokenType.StartArray); Item(ref json);)
                {
                    data.Executions.Add(Execution(ref json));
                }

                break;
            case "queue":
                for (Begin(json, JsonTokenType.StartArray); Item(ref json);)
                {
                    data.Queue.Add(Work(ref json));
                }

                break;
            case "bookmarks":
                for (Begin(json, JsonTokenType.StartArray); Item(ref json);)
                {
                    data.Bookmarks.Add(Bookmark(ref json));
                }

                break;
            case "incidents":
                for (Begin(json, JsonTokenType.StartArray); Item(ref json);)
                {
                    data.Incidents.Add(Incident(ref json));
                }

                break;
            case "burst":
                data.Burst = Burst(ref json);
                break;
            default:
                json.Skip();
                break;
        }
    }

    private string Id(char kind, long number) =>
        number > 0 && _instance.Length > 0 ? Identity.Full(_instance, kind, number) : throw Missing("id");

    private static string ActivityOf(string nodeId) => nodeId[(nodeId.LastIndexOf(':') + 1)..];

    /// <summary>What every state says.</summary>
    [Flags]
    private enum Head
    {
        None = 0,
        Id = 1,
        Definition = 2,
        Version = 4,
        Hash = 8,
        Status = 16,
        Counter = 32,
        Journal = 64,
        All = 127,
    }
}
