using System.Diagnostics;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Interop;

namespace Portal.Workflow.Expressions;

/// <summary>
/// What one call may make. Jint looks at the memory between two statements, and one call of <c>repeat</c> makes a gigabyte: so those functions are asked
/// beforehand how long their result would be.
/// </summary>
internal sealed class JavaScriptLimits
{
    /// <summary>Time one script may take.</summary>
    public static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    /// <summary>Memory one script may take.</summary>
    public const long MostBytes = 32_000_000;

    /// <summary>Longest text one call may make.</summary>
    public const int MostCharacters = 5_000_000;

    /// <summary>Blocks of bytes of any size: no process has a use for them.</summary>
    private static readonly string[] Bytes =
    [
        "ArrayBuffer", "SharedArrayBuffer", "DataView", "Atomics", "Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array",
        "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array", "BigInt",
    ];

    private readonly Jint.Engine _engine;
    private readonly long _before = GC.GetAllocatedBytesForCurrentThread();
    private readonly long _began = Stopwatch.GetTimestamp();

    private JavaScriptLimits(Jint.Engine engine) => _engine = engine;

    /// <summary>Sets the limits for the scripts of an engine.</summary>
    public static void Install(Jint.Engine engine)
    {
        var limits = new JavaScriptLimits(engine);
        var (text, list) = (Prototype(engine, "String"), Prototype(engine, "Array"));
        limits.Guard(text, "repeat", (self, a) => self.ToString().Length * Number(a, 0));
        limits.Guard(text, "padStart", (_, a) => Number(a, 0));
        limits.Guard(text, "padEnd", (_, a) => Number(a, 0));
        limits.Guard(text, "replace", Replaced);
        limits.Guard(text, "replaceAll", Replaced);
        limits.Guard(text, "concat", (self, a) => a.Aggregate(Length(self), (sum, part) => sum + Length(part)));
        limits.Guard(list, "join", (self, a) => Length(self) + (self.IsArray() ? self.AsArray().Length * (double)(a.Length > 0 ? a[0].ToString().Length : 1) : 0));
        limits.Guard(engine.GetValue("JSON").AsObject(), "stringify", (_, a) => a.Length > 0 ? Length(a[0]) : 0);
        foreach (var name in Bytes)
        {
            engine.SetValue(name, JsValue.Undefined);
        }
    }

    /// <exception cref="ExpressionFailed">The value is larger than may be.</exception>
    public static void Check(JsValue value)
    {
        if (Length(value) > MostCharacters)
        {
            throw TooLong();
        }
    }

    private static ObjectInstance Prototype(Jint.Engine engine, string type) => engine.GetValue(type).AsObject().Get("prototype").AsObject();

    private static double Number(JsValue[] arguments, int index) => index < arguments.Length && arguments[index].IsNumber() ? arguments[index].AsNumber() : 0;

    /// <summary>Each place can become as long as what is put there, and with the text before or behind it in that, as long as the whole.</summary>
    private static double Replaced(JsValue self, JsValue[] arguments)
    {
        if (arguments.Length < 2 || !arguments[1].IsString())
        {
            return 0;
        }

        var (text, put) = (self.ToString(), arguments[1].AsString());
        var each = put.Length + (put.Contains("$`", StringComparison.Ordinal) || put.Contains("$'", StringComparison.Ordinal) ? (double)text.Length * put.Length : 0);
        return text.Length + (each * (arguments[0].IsString() ? Occurrences(text, arguments[0].AsString()) : text.Length + 1));
    }

    private static int Occurrences(string text, string part) =>
        part.Length == 0 ? text.Length + 1 : text.Length < part.Length ? 0 : text.Split(part, StringSplitOptions.None).Length - 1;

    /// <summary>Characters in a value and in all it holds, as far as they must be counted.</summary>
    private static double Length(JsValue value)
    {
        var (length, open) = (0.0, new Stack<JsValue>([value]));
        while (length <= MostCharacters && open.TryPop(out var one))
        {
            if (one.IsString())
            {
                length += one.AsString().Length;
            }
            else if (one.IsArray())
            {
                foreach (var item in one.AsArray())
                {
                    length++;
                    open.Push(item);
                }
            }
            else if (one is JsObject members)
            {
                foreach (var (key, property) in members.GetOwnProperties())
                {
                    length += key.ToString().Length;
                    if (property.Value is { } held)
                    {
                        open.Push(held);
                    }
                }
            }

            length++;
        }

        return length;
    }

    private static ExpressionFailed TooLong() => new($"The script makes more than {MostCharacters:N0} characters at once.");

    private void Guard(ObjectInstance of, string name, Func<JsValue, JsValue[], double> length)
    {
        var original = of.Get(name);
        of.Set(name, new ClrFunction(_engine, name, (self, arguments) =>
        {
            JsValue[] given = [.. arguments];
            if (length(self, given) > MostCharacters)
            {
                throw TooLong();
            }

            // Jint begins to count anew when it is called from outside, as it is here.
            if (GC.GetAllocatedBytesForCurrentThread() - _before > MostBytes || Stopwatch.GetElapsedTime(_began) > MostTime)
            {
                throw new ExpressionFailed("The script takes more memory or time than it may.");
            }

            return _engine.Call(original, self, given);
        }));
    }
}
