using System.Diagnostics;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Native.Object;
using Jint.Native.Symbol;
using Jint.Runtime;
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

    /// <summary>Levels of a value: lists in lists, objects in objects.</summary>
    public const int MostDepth = 128;

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
        limits.Guard(text, "repeat", (self, a) => TypeConverter.ToString(self).Length * Number(a, 0));
        limits.Guard(text, "padStart", (_, a) => Number(a, 0));
        limits.Guard(text, "padEnd", (_, a) => Number(a, 0));
        var replace = text.Get("replace");
        limits.Guard(text, "replace", (self, a) => limits.Replaced(replace, self, a, everywhere: false));
        limits.Guard(text, "replaceAll", (self, a) => limits.Replaced(replace, self, a, everywhere: true));
        limits.Guard(Prototype(engine, "RegExp"), GlobalSymbolRegistry.Replace, (self, a) => limits.Replaced(replace, self, a));
        limits.Guard(text, "concat", (self, a) => a.Aggregate(Length(self), (sum, part) => sum + Length(part)));
        limits.Guard(list, "join", Joined);
        limits.Guard(list, "toLocaleString", (self, _) => Joined(self, []));
        limits.Guard(list, "flat", (self, _) => Length(self));
        limits.Guard(engine.GetValue("String").AsObject(), "raw", (_, a) => a.Length > 0 ? Joined(a[0].IsObject() ? a[0].AsObject().Get("raw") : a[0], [""]) * 10 : 0);
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

    /// <summary>What is measured is what the function is given then: an object gives its number once.</summary>
    private static double Number(JsValue[] arguments, int index)
    {
        if (index >= arguments.Length)
        {
            return 0;
        }

        var number = TypeConverter.ToNumber(arguments[index]);
        arguments[index] = JsNumber.Create(number);
        return double.IsNaN(number) ? 0 : number;
    }

    /// <summary>What is between the items counts as often as there are any, also of what is only like an array.</summary>
    private static double Joined(JsValue self, JsValue[] arguments)
    {
        var items = self.IsObject() ? TypeConverter.ToNumber(self.AsObject().Get("length")) : 0;
        if (arguments.Length > 0 && !arguments[0].IsUndefined())
        {
            arguments[0] = new JsString(TypeConverter.ToString(arguments[0]));
        }

        return Length(self) + ((items > 0 ? items : 0) * (arguments is [JsString between, ..] ? between.ToString().Length : 1));
    }

    /// <summary>Each place becomes as long as what is put there; what was found, once for each time it is named there, and what stands before or behind it likewise.</summary>
    private double Replaced(JsValue replace, JsValue self, JsValue[] arguments, bool everywhere)
    {
        if (arguments.Length < 2 || arguments[1] is Function)
        {
            return 0; // what a function of the script gives is counted by Jint, between its statements
        }

        arguments[1] = new JsString(TypeConverter.ToString(arguments[1]));
        var (text, put) = (TypeConverter.ToString(self), arguments[1].ToString());
        var named = put.Count(c => c == '$');
        var times = arguments[0] is JsRegExp pattern
            ? pattern.Flags.Contains('g', StringComparison.Ordinal) ? Matches(replace, text, pattern) : 1
            : everywhere ? Occurrences(text, TypeConverter.ToString(arguments[0])) : 1;
        var around = put.Contains("$`", StringComparison.Ordinal) || put.Contains("$'", StringComparison.Ordinal);
        return text.Length + ((double)times * put.Length) + ((double)text.Length * named * (around ? times : 1));
    }

    /// <summary>The same where a pattern is asked to do it.</summary>
    private double Replaced(JsValue replace, JsValue pattern, JsValue[] arguments)
    {
        if (arguments.Length < 2)
        {
            return 0;
        }

        arguments[0] = new JsString(TypeConverter.ToString(arguments[0]));
        JsValue[] asText = [pattern, arguments[1]];
        var length = Replaced(replace, arguments[0], asText, everywhere: false);
        arguments[1] = asText[1];
        return length;
    }

    private int Matches(JsValue replace, string text, JsRegExp pattern)
    {
        var matches = 0;
        _engine.Call(replace, new JsString(text), [pattern, new ClrFunction(_engine, "count", (_, _) =>
        {
            matches++;
            return JsString.Empty;
        })]);
        return matches;
    }

    private static int Occurrences(string text, string part) =>
        part.Length == 0 ? text.Length + 1 : text.Length < part.Length ? 0 : text.Split(part, StringSplitOptions.None).Length - 1;

    /// <summary>Characters in a value and in all it holds, as far as they must be counted.</summary>
    /// <exception cref="ExpressionFailed">It lies so deep in itself that going through it would end the process.</exception>
    private static double Length(JsValue value)
    {
        var (length, open) = (0.0, new Stack<(JsValue Value, int Depth)>([(value, 0)]));
        while (length <= MostCharacters && open.TryPop(out var next))
        {
            var (one, depth) = next;
            if (depth > MostDepth)
            {
                throw new ExpressionFailed($"The script makes a value with more than {MostDepth} levels.");
            }

            if (one.IsString())
            {
                length += one.AsString().Length;
            }
            else if (one.IsArray())
            {
                foreach (var item in one.AsArray())
                {
                    length++;
                    open.Push((item, depth + 1));
                }
            }
            else if (one is JsObject members)
            {
                foreach (var (key, property) in members.GetOwnProperties())
                {
                    length += key.ToString().Length;
                    if (property.Value is { } held)
                    {
                        open.Push((held, depth + 1));
                    }
                }
            }

            length++;
        }

        return length;
    }

    private static ExpressionFailed TooLong() => new($"The script makes more than {MostCharacters:N0} characters at once.");

    private void Guard(ObjectInstance of, JsValue name, Func<JsValue, JsValue[], double> length)
    {
        var original = of.Get(name);
        of.Set(name, new ClrFunction(_engine, name.ToString(), (self, arguments) =>
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
