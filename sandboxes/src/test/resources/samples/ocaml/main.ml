let () = Scanf.scanf " %d %d" (fun a b -> print_endline (Z.to_string (Z.add (Z.of_int a) (Z.of_int b))))
