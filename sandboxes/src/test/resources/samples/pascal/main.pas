{$mode objfpc}
program Main;

uses SysUtils, Classes, Math;

var
  a, b: Int64;
  list: TStringList;
begin
  ReadLn(a, b);
  list := TStringList.Create;
  list.Add(IntToStr(Max(a, b) + Min(a, b)));
  WriteLn(list[0]);
  list.Free;
end.
